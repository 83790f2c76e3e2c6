import assert from 'node:assert/strict';
import { type Bot, openBot, type Pace } from '../../src/bot.ts';
import { secretsOf } from '../../src/config/secrets.ts';
import { readConfig } from '../../src/config.ts';
import { ddsEndpoint, iamEndpoint } from '../../src/dds/endpoints.ts';
import { createLog } from '../../src/ops/log.ts';
import type { DdsSimulator } from '../../src/sandbox/dds/simulator.ts';
import type { SandboxTask } from '../../src/sandbox/dds/task.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import type { SlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import { CHANNELS, PEOPLE } from '../../src/sandbox/world/cast.ts';
import { openWorld, type WorldOptions } from '../../src/sandbox/world.ts';
import { type ClockOfItsOwn, clockOfItsOwn } from '../clock-of-its-own.ts';
import { type FastClock, fastClock } from '../fast-clock.ts';
import { createDisk, type Disk } from './disk.ts';

export const MAYA = PEOPLE.requester.id;
export const OMAR = PEOPLE.approver.id;
export const IRIS = PEOPLE.secondApprover.id;
export const TOMO = PEOPLE.colleague.id;
export const GWEN = PEOPLE.guest.id;
export const OPS = CHANNELS.ops.id;
export const BOTH_TRANSPORTS = ['socket', 'http'] as const;

/** The real bot between the simulators, in a world whose time runs fast. */
export interface Stage {
  readonly slack: SlackSimulator;
  readonly dds: DdsSimulator;
  /** Every cloud by the name of its target; `dds` is the first of them. */
  readonly clouds: ReadonlyMap<string, DdsSimulator>;
  readonly task: SandboxTask;
  readonly log: readonly string[];
  /** The bot's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly bot: Bot;
  readonly now: () => Date;
  /** Of the whole world. */
  readonly clock: Pick<FastClock, 'set' | 'pass'>;
  /** Of the bot alone, which may be wrong. */
  readonly botClock: Pick<ClockOfItsOwn, 'set' | 'settings'>;
  /** What the bot's journal is kept on. */
  readonly disk: Disk;
  /** Types the command, and resolves with the card as it was posted. */
  ask(reason?: string, task?: SandboxTask): Promise<Message>;
  press(user: string, label: string, card: Message): Promise<void>;
  /** Resolves once the trail under this card says so; answers the whole trail. */
  trailSays(card: Message, words: string | RegExp): Promise<string>;
  /** Resolves with what this person was told privately, once that matches. */
  isTold(user: string, words: string | RegExp): Promise<string>;
  /** What the card says now, with its labels. */
  cardNow(card: Message): string;
  /** Stops the bot as a supervisor does, and starts it again on the same journal, after `meanwhile`, with these variables changed. */
  restart(
    changes?: Readonly<Record<string, string>>,
    meanwhile?: () => Promise<unknown>,
  ): Promise<void>;
  /** Resolves when this world's clock says so, or later. */
  untilAfter(moment: Date): Promise<void>;
  /** Closes all, and asserts that nobody broke a rule of Slack or DDS. */
  close(): Promise<void>;
}

export interface StageOptions extends Omit<WorldOptions, 'now'> {
  /** How many seconds pass in one, default 10. */
  readonly speed?: number;
  /** What else the bot takes its time for in Slack, in real milliseconds, and what it says there. */
  readonly slackPace?: Pace['slack'];
  /** Put round each port of the bot. */
  readonly wrap?: Pace['wrap'];
}

export async function openStage({
  speed = 10,
  wrap,
  slackPace,
  ...options
}: StageOptions = {}): Promise<Stage> {
  const clock = fastClock(speed);
  const { now, elapsedMs } = clock;
  const botClock = clockOfItsOwn(clock);
  // The app has the three seconds of a trigger in its own time, as it has those of an ack.
  const triggerElapsedMs = () => performance.now();
  const slackOptions = { now, elapsedMs, triggerElapsedMs, ...options.slack };
  const world = await openWorld({ ...options, now, slack: slackOptions });
  const { slack, dds, clouds, env } = world;
  const lines: string[] = [];
  const disk = createDisk();
  const pace = {
    ...{ clock: botClock, openJournal: disk.openJournal },
    slack: { postGapMs: Math.ceil(1_100 / speed), ...slackPace },
    ...(wrap !== undefined && { wrap }),
  };
  const start = async (changes = {}) => {
    const started = await openBotWith({ ...env, ...changes }, lines, pace);
    if (options.transport === 'http')
      slack.deliverOverHttp(`http://127.0.0.1:${started.port}/slack/events`);
    return started;
  };
  let bot = await start();

  return {
    ...{
      slack,
      dds,
      clouds,
      env,
      disk,
      clock,
      botClock,
      log: lines,
      now,
      task: world.tasks.resize,
    },
    get bot() {
      return bot;
    },
    async ask(reason = '', task = world.tasks.resize) {
      const before = slack.messages(OPS).length;
      const delivered = await slack.command(MAYA, OPS, `/dds-cancel ${task.jobId} ${reason}`);
      assert.ok(delivered.acked, `the command ended as ${delivered.error}`);
      const card = await slack.until(() => slack.messages(OPS).slice(before).find(isCard));
      return structuredClone(card);
    },
    async press(user, label, { channel, ts }) {
      const pressed = await slack.press(user, { channel, ts, label }, { confirm: true });
      assert.ok(pressed.acked, `the click on ${label} ended as ${pressed.error}`);
    },
    async trailSays(card, words) {
      const trail = () => textOf(slack.thread(card.channel, card.ts).slice(1));
      return slack.until(() => (matches(trail(), words) ? trail() : ''), 15_000);
    },
    async isTold(user, words) {
      const told = () => slack.ephemeralsOf(user).map(({ text }) => String(text));
      return slack.until(() => told().find((text) => matches(text, words)), 15_000);
    },
    cardNow({ channel, ts }) {
      const { text, blocks } = slack.message(channel, ts) ?? {};
      return JSON.stringify({ text, blocks });
    },
    async restart(changes, meanwhile) {
      await bot.close();
      await meanwhile?.();
      bot = await start(changes);
    },
    async untilAfter(moment) {
      while (now() <= moment)
        await new Promise<void>((resolve) => {
          clock.after(moment.getTime() - now().getTime() + 1, resolve);
        });
    },
    async close() {
      await bot.close();
      await world.close();
      assert.deepEqual(slack.problems, []);
      for (const { violations } of clouds.values()) assert.deepEqual(violations, []);
    },
  };
}

async function openBotWith(
  env: Readonly<Record<string, string>>,
  lines: string[],
  pace: Pace,
): Promise<Bot> {
  const reading = readConfig(env, { ddsEndpoint, iamEndpoint });
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  const { log, hide } = createLog('info', { write: (line) => void lines.push(line) });
  hide(secretsOf(reading.config));
  // Any free port: with many stages at once, one that was free a moment ago may be taken by now.
  return openBot({ ...reading.config, port: 0 }, log, pace);
}

function isCard({ metadata }: Message): boolean {
  return metadata?.event_type === 'dds_cancel_card';
}

function textOf(messages: readonly Message[]): string {
  return messages.map(({ text }) => text).join('\n');
}

function matches(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}
