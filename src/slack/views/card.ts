import type { KnownBlock } from '@slack/types';
import type { CancelRequest } from '../../request/cancel-request.ts';
import { isToldAsDryRun } from '../../request/dry-run.ts';
import type { Words } from '../words/languages.ts';
import type { ApproverList } from '../words/told.ts';
import { buttonsOf } from './buttons.ts';
import { asRichText, asText } from './write.ts';

export const CARD_EVENT_TYPE = 'dds_cancel_card';

/** A message as Slack takes it: the full facts in `text`, and blocks. */
export interface MessageView {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly metadata: { readonly event_type: string; readonly event_payload: Payload };
}
export type Payload = Record<string, string | number>;

/** What the card needs beside the request. */
export interface CardFacts {
  readonly approvers: ApproverList;
  readonly consoleUrl: string | null;
  readonly now: Date;
}

/** The one message with the buttons: a live view of a request, as of now. */
export function cardView(words: Words, request: CancelRequest, facts: CardFacts): MessageView {
  const { approvers, consoleUrl, now } = facts;
  const headline = words.headline(request);
  const lines = [
    ...(isToldAsDryRun(request) ? [words.dryRunOf(request)] : []),
    words.standing(request, approvers),
    words.whoAsks(request),
    ...words.taskFacts(request),
  ];
  const asOf = asText([words.cardAsOf(now, consoleUrl)]);
  return {
    text: asText([[headline], ...lines, words.seeConsole(consoleUrl)]),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: headline } },
      asRichText(lines),
      ...buttonsOf(words, request, now),
      { type: 'context', elements: [{ type: 'mrkdwn', text: asOf, verbatim: true }] },
    ],
    metadata: {
      event_type: CARD_EVENT_TYPE,
      event_payload: {
        request: request.id,
        job_id: request.task.id,
        target: request.task.target,
        revision: request.revision,
      },
    },
  };
}
