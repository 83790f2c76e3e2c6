import type { RequestListener } from 'node:http';
import type { CancelRequest } from '../request/cancel-request.ts';
import type { Admission } from '../workflow/admission.ts';
import type { Cards } from '../workflow/cards.ts';
import type { HelpHere } from '../workflow/help-here.ts';
import type { Overviews } from '../workflow/overview.ts';
import type { Picker } from '../workflow/picker.ts';
import type { Announcer, Clock, Directory } from '../workflow/ports.ts';
import type { Presses } from '../workflow/press.ts';
import type { Submit } from '../workflow/submit.ts';
import { createAnnouncer } from './announcer.ts';
import { openSlackApp, type SlackMode } from './connection/app.ts';
import { createDirectory } from './directory/directory.ts';
import { DirectoryError } from './directory/directory-error.ts';
import type { PeopleList } from './directory/people-list.ts';
import { createAnswerPrivately, createShowPrivately } from './listeners/answer.ts';
import { listenForAskAgain } from './listeners/ask-again.ts';
import { listenForAskSubmissions } from './listeners/ask-submissions.ts';
import { listenForButtons } from './listeners/buttons.ts';
import { listenForCommand } from './listeners/command.ts';
import { createCutOff } from './listeners/cut-off.ts';
import { listenForEmergency } from './listeners/emergency.ts';
import type { Installation } from './listeners/installation.ts';
import { createModals } from './listeners/modals.ts';
import { listenForOffers } from './listeners/offers.ts';
import { listenForRejection } from './listeners/rejection.ts';
import { listenForShortcuts } from './listeners/shortcuts.ts';
import { listenForTheUnknown } from './listeners/unknown.ts';
import { createLinkOf } from './permalink.ts';
import { createScreens } from './screens.ts';
import { createTells } from './tells.ts';
import { createOutboxLimiter } from './web/outbox-limiter.ts';
import { createPoster } from './web/poster.ts';
import type { SlackLog } from './web/slack-log.ts';
import type { Words } from './words/languages.ts';

export interface SlackEdgeOptions {
  /** Everything that is said to people. */
  readonly words: Words;
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
  /** Whether an approver may approve an own request. */
  readonly emergencyApproval: boolean;
  /** Everything said to people says that nothing is cancelled. */
  readonly dryRun: boolean;
  readonly clock: Clock;
  /** Least time between two messages in one channel; about a second by default. */
  readonly postGapMs?: number;
  /** Longest time one call may take once it is sent, in milliseconds; ten seconds by default. */
  readonly timeoutMs?: number;
  readonly logger: SlackLog;
  /** Told after each call of the Web API whether Slack fails, call after call. */
  readonly onHealth: (isFailing: boolean) => void;
  /** Told of every fault that a listener met, also where its person got a sentence about it. */
  readonly onError: (fault: unknown) => void;
  consoleUrlOf(request: CancelRequest): string | null;
}

/** What the listeners hand people's wishes to. */
export interface UseCases {
  readonly submit: Submit;
  readonly presses: Presses;
  readonly cards: Cards;
  readonly admission: Admission;
  readonly picker: Picker;
  readonly overviews: Overviews;
  helpHere(user: string, channel: string): Promise<HelpHere>;
  readonly isReasonRequired: boolean;
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
  /**
   * Receives nothing new, and after `withinMs` cuts off the listeners that still run: each has
   * `answersMs` to say so. Tells whether all had ended before that.
   */
  stop(withinMs: number, answersMs: number): Promise<boolean>;
  /** Sends nothing more. */
  close(): Promise<void>;
}

/** Signs in; rejects with a `SlackTokenError` or a `SlackUnreachableError`. */
export async function openSlackEdge(options: SlackEdgeOptions): Promise<SlackEdge> {
  const { words, clock, logger, onError, mentionApprovers: mention, emergencyApproval } = options;
  const outbox = createOutboxLimiter(options);
  const slack = await openSlackApp({ ...options, outbox });
  const { app, client, identity } = slack;
  const poster = createPoster(client);
  const { dryRun } = options;
  const answer = createAnswerPrivately(words, poster, dryRun);
  const show = createShowPrivately(words, poster, dryRun);
  const linkOf = createLinkOf(client);
  const isDoubt = (fault: unknown): boolean => fault instanceof DirectoryError;
  const cutOff = createCutOff();
  const doubt = { words, isDoubt, log: onError, cutOff: cutOff.signal };
  const installation: Installation = { teamId: identity.teamId, appId: null };

  return {
    announcer: createAnnouncer({
      ...{ words, client, poster, clock, author: identity, consoleUrlOf: options.consoleUrlOf },
      approversOf: (target) => ({ ...options.approversOf(target), mention, emergencyApproval }),
      dryRun,
      onDuplicate: (request, { channel, ts }, stays) => {
        const done = stays === null ? 'deleted' : `could not delete (${stays})`;
        logger.warn(`${done} a second posting of request ${request}: ${channel} ${ts}`);
      },
    }),
    directory: createDirectory({
      ...{ client, teamId: identity.teamId, clock },
      ...{ requesters: options.requesters, approversOf: options.approversOf },
    }),
    listener: slack.listener,
    listen({ presses, ...useCases }) {
      const { targets } = options;
      const rule = { emergencyApproval };
      const common = { words, answer, show, doubt, linkOf, installation, clock, targets };
      const tells = createTells({ ...useCases, words, rule, linkOf, log: onError });
      const modals = createModals({ words, client, answer, doubt, dryRun });
      const screens = createScreens({ ...useCases, words, rule, linkOf });
      const asking = { ...common, ...useCases, tells, modals, screens };
      listenForCommand(app, asking);
      listenForOffers(app, asking);
      listenForShortcuts(app, asking);
      listenForAskAgain(app, asking);
      listenForAskSubmissions(app, asking);
      listenForButtons(app, { ...common, client, presses });
      listenForRejection(app, { ...common, presses });
      listenForEmergency(app, { ...common, presses });
      listenForTheUnknown(app, words, answer);
    },
    start: slack.start,
    receiving: slack.receiving,
    async stop(withinMs, answersMs) {
      if (await slack.stop(withinMs)) return true;
      cutOff.abort();
      await slack.settled(answersMs);
      return false;
    },
    close: () => outbox.close(),
  };
}
