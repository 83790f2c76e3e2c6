import type { SandboxTask } from '../../../src/sandbox/dds/task.ts';
import type { Message } from '../../../src/sandbox/slack/message-store.ts';
import { buttonsOf, headerOf } from '../../../src/sandbox/witness/said.ts';
import { IRIS, MAYA, OMAR, OPS } from '../../journeys/stage.ts';
import type { Scene } from '../lives/scene.ts';
import { cameTrue } from '../until.ts';

/** An event of the trail, where not any of its name will do. */
export interface Which {
  readonly by?: string;
  /** It comes later than the last one of this name, where there is one. */
  readonly after?: string;
}

/** What somebody does; they do no more of it once it is `over`, for by then they do it anew. */
export type Act = (over: AbortSignal) => Promise<unknown>;

/** People around one task, who do again what has come to nothing. */
export interface Cast {
  readonly task: SandboxTask;
  /** How long, in real milliseconds, anybody waits for anything. */
  readonly patienceMs: number;
  ask(): Promise<void>;
  /** Presses until the trail tells of such an event. */
  press(user: string, button: string, event: string, which?: Which): Promise<void>;
  /** Waits until a card says one of these on top; who asked again too soon may have a newer one. */
  sees(...headers: readonly string[]): Promise<void>;
  /** Waits until the trail tells of such an event. */
  hears(event: string): Promise<void>;
  /** Acts until it has come to something; whoever met a dead bot, or was sent away, acts again. */
  insist(what: string, isDone: () => boolean, act: Act): Promise<void>;
  /** One click, where the newest card has the button. */
  click(user: string, button: string): Promise<void>;
  hasCard(): boolean;
  isTold(event: string): boolean;
  /** What stands on top of the newest card; empty where there is none. */
  header(): string;
}

const PRESSERS = [MAYA, OMAR, IRIS] as const;

/** How long somebody looks what a new bot does by itself, before they do it again; in real milliseconds. */
const LOOKS_MS = 400;
/** What the bot says to whoever is to do the same once more, in a while or after another look. */
const AGAIN = /(Press|Try|Read it|Ask) again/;
/** Nobody does so more often than this. */
const MOST_AGAIN = 3;
/** Somebody got nothing from a bot that lived. */
export class StuckError extends Error {
  override readonly name = 'StuckError';
}

export function createCast({ world, lives, patienceMs }: Scene, task: SandboxTask): Cast {
  const { slack } = world;
  const cards = (): readonly Message[] =>
    slack
      .messages(OPS)
      .filter(
        ({ metadata }) =>
          metadata?.event_type === 'dds_cancel_card' &&
          metadata.event_payload['job_id'] === task.jobId,
      );
  const cardNow = (): Message | undefined => cards().at(-1);

  async function insist(what: string, isDone: () => boolean, act: Act) {
    let looksMs = 0;
    let again = 0;
    while (!(await comesTrue(isDone, looksMs))) {
      const met = await actOnce(isDone, act);
      if (met === 'sent away') again += 1;
      if (met === 'nothing' || again > MOST_AGAIN)
        throw new StuckError(`${what} came to nothing; ${shown()}`);
      looksMs = LOOKS_MS;
    }
  }

  async function comesTrue(isDone: () => boolean, withinMs: number): Promise<boolean> {
    await lives.ready();
    return cameTrue(isDone, withinMs);
  }

  async function actOnce(isDone: () => boolean, act: Act) {
    const over = new AbortController();
    const deaths = lives.deaths();
    const sentAway = timesSentAway();
    const metWhat = () => {
      if (isDone()) return 'done';
      if (lives.deaths() > deaths) return 'a dead bot';
      return timesSentAway() > sentAway ? 'sent away' : 'nothing';
    };
    // What a person cannot press is not there (any more): then they only look.
    void act(over.signal).catch(() => undefined);
    await cameTrue(() => metWhat() !== 'nothing', patienceMs);
    over.abort();
    return metWhat();
  }

  /** All that whoever looks into it can see. */
  const shown = (): string => {
    const card = cardNow() ?? { text: '', channel: OPS, ts: '' };
    const thread = slack.thread(card.channel, card.ts);
    const events = thread.map(({ metadata }) => metadata?.event_payload['event'] ?? 'card');
    const told = PRESSERS.map((user) => [
      user,
      ...slack.ephemeralsOf(user).map(({ text }) => text),
    ]);
    const direct = PRESSERS.flatMap((user) => slack.directMessages(user).map(({ text }) => text));
    return JSON.stringify({ header: headerOf(card), events, told, direct });
  };

  /** The bot says to press again, or Slack that nobody took the click. */
  const timesSentAway = (): number =>
    PRESSERS.flatMap((user) => [
      ...slack.ephemeralsOf(user).filter(({ text }) => AGAIN.test(text)),
      ...slack.viewsShown.filter(
        (view) => view.userId === user && AGAIN.test(JSON.stringify(view.source)),
      ),
      ...slack.noticesOf(user),
    ]).length;

  const isTold = (event: string, { by, after }: Which = {}): boolean => {
    const card = cardNow();
    const thread = card === undefined ? [] : slack.thread(card.channel, card.ts);
    const trail = thread.map(({ metadata }) => metadata?.event_payload ?? {});
    const from = after === undefined ? 0 : trail.findLastIndex((told) => told['event'] === after);
    return trail
      .slice(Math.max(from, 0))
      .some((told) => told['event'] === event && (by === undefined || told['by'] === by));
  };
  const header = (): string => headerOf(cardNow() ?? { text: '' });
  const hasCard = (): boolean => cardNow() !== undefined;
  const click = async (user: string, action_id: string) => {
    const card = cardNow();
    if (card === undefined || !buttonsOf(card).includes(action_id)) return;
    await slack.press(user, { channel: card.channel, ts: card.ts, action_id }, { confirm: true });
  };

  return {
    ...{ task, patienceMs, insist, click, hasCard, isTold, header },
    ask: () =>
      insist('the command', hasCard, () =>
        slack.command(MAYA, OPS, `/dds-cancel ${task.jobId} wrong size`),
      ),
    press: (user, button, event, which) =>
      insist(
        `the button ${button}`,
        () => isTold(event, which),
        () => click(user, button),
      ),
    sees: (...headers) =>
      insist(
        `the card “${headers.join('” or “')}”`,
        () => cards().some((card) => headers.includes(headerOf(card))),
        async () => undefined,
      ),
    hears: (event) =>
      insist(
        `the event ${event}`,
        () => isTold(event),
        async () => undefined,
      ),
  };
}
