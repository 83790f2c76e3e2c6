import type { KnownBlock } from '@slack/types';
import type { CancelRequest } from '../../request/cancel-request.ts';
import { type ApproverList, headline, standing, taskFacts, whoAsks } from '../words/card.ts';
import { seeConsole } from '../words/console.ts';
import { dryRunNote } from '../words/dry-run.ts';
import { type Sentence, say, utc } from '../words/sentence.ts';
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
export function cardView(request: CancelRequest, facts: CardFacts): MessageView {
  const { approvers, consoleUrl, now } = facts;
  const note = request.dryRun ? [dryRunNote] : [];
  const lines = [...note, standing(request, approvers), whoAsks(request), ...taskFacts(request)];
  const console = seeConsole(consoleUrl);
  return {
    text: asText([[headline(request)], ...lines, console]),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: headline(request) } },
      asRichText(lines),
      ...buttonsOf(request, now),
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: asText([asOf(now, console)]), verbatim: true }],
      },
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

function asOf(now: Date, console: Sentence): Sentence {
  return say`As of ${utc(now)}. ${console}`;
}
