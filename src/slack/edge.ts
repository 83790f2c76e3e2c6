import type { RequestListener } from 'node:http';
import type { CancelRequest } from '../request/fold.ts';
import type { Announcer, Clock, Directory, Message } from '../workflow/ports.ts';
import type { Presses } from '../workflow/press.ts';
import type { Submitted, Wish } from '../workflow/submit.ts';
import { createAnnouncer } from './announcer.ts';
import { openSlackApp, type SlackMode } from './connection/app.ts';
import { createDirectory } from './directory/directory.ts';
import type { PeopleList } from './directory/people-list.ts';
import { DirectoryError } from './directory/slack-facts.ts';
import { createAnswerPrivately } from './listeners/answer.ts';
import { listenForButtons } from './listeners/buttons.ts';
import { listenForCommand } from './listeners/command.ts';
import type { Installation } from './listeners/installation.ts';
import { listenForRejection } from './listeners/rejection.ts';
import { listenForTheUnknown } from './listeners/unknown.ts';
import { createOutboxLimiter } from './web/outbox-limiter.ts';
import { createPoster } from './web/poster.ts';
import type { SlackLog } from './web/slack-log.ts';

export interface SlackEdgeOptions {
  readonly botToken: string;
  readonly mode: SlackMode;
  readonly apiUrl: string;
  /** Who may approve what is in this target. */
  approversOf(target: string): PeopleList;
  readonly requesters: PeopleList;
  /** Names of the targets, as people type them. */
  readonly targets: readonly string[];
  /** Whether cards mention who may approve. */
  readonly mentionApprovers: boolean;
  readonly clock: Clock;
  /** Least time between two messages in one channel; about a second by default. */
  readonly postGapMs?: number;
  readonly logger: SlackLog;
  /** Told of every fault that a listener met, also where its person got a sentence about it. */
  readonly onError: (fault: unknown) => void;
  consoleUrlOf(request: CancelRequest): string | null;
}

/** What the listeners hand people's wishes to. */
export interface UseCases {
  submit(wish: Wish): Promise<Submitted>;
  readonly presses: Presses;
}

/** Everything of the bot that speaks Slack. */
export interface SlackEdge {
  readonly announcer: Announcer;
  readonly directory: Directory;
  /** In HTTP mode: what answers `POST /slack/events`. */
  readonly listener: RequestListener | null;
  /** Registers the listeners; call it before `start`. */
  listen(useCases: UseCases): void;
  start(): Promise<void>;
  receiving(): boolean;
  /** Receives nothing new; tells whether all listeners ended within `withinMs`. */
  stop(withinMs: number): Promise<boolean>;
  /** Sends nothing more. */
  close(): Promise<void>;
}

/** Signs in; rejects with a `SlackTokenError` or a `SlackUnreachableError`. */
export async function openSlackEdge(options: SlackEdgeOptions): Promise<SlackEdge> {
  const { clock, logger, onError, mentionApprovers: mention } = options;
  const outbox = createOutboxLimiter(options);
  const slack = await openSlackApp({ ...options, outbox });
  const { app, client, identity } = slack;
  const poster = createPoster(client);
  const answer = createAnswerPrivately(poster);
  const doubt = { isDoubt: (fault: unknown) => fault instanceof DirectoryError, log: onError };
  const installation: Installation = { teamId: identity.teamId, appId: null };

  return {
    announcer: createAnnouncer({
      ...{ client, poster, clock, author: identity, consoleUrlOf: options.consoleUrlOf },
      approversOf: (target) => ({ ...options.approversOf(target), mention }),
      onDuplicate: (request, { channel, ts }) =>
        logger.warn(`deleted a second posting of request ${request}: ${channel} ${ts}`),
    }),
    directory: createDirectory({
      ...{ client, teamId: identity.teamId, now: () => clock.now() },
      ...{ requesters: options.requesters, approversOf: options.approversOf },
    }),
    listener: slack.listener,
    listen({ submit, presses }) {
      const { targets } = options;
      listenForCommand(app, { submit, answer, doubt, linkOf, installation, targets });
      listenForButtons(app, { presses, answer, doubt, installation });
      listenForRejection(app, { presses, answer, doubt, installation });
      listenForTheUnknown(app, answer);
    },
    start: slack.start,
    receiving: slack.receiving,
    stop: slack.stop,
    close: () => outbox.close(),
  };

  /** The answer is as true without a link, so a Slack that gives none is no fault. */
  async function linkOf({ channel, ts }: Message): Promise<string | null> {
    const asked = client.chat.getPermalink({ channel, message_ts: ts });
    return await asked.then(({ permalink }) => permalink ?? null).catch(() => null);
  }
}
