import type { Message } from '../../src/sandbox/slack/message-store.ts';
import type { Evidence } from '../../src/sandbox/witness/evidence.ts';
import { MAYA, OMAR, OPS, openStage, type Stage, TOMO } from '../journeys/stage.ts';
import { createDice, type Dice } from './dice.ts';
import { evidenceOf } from './evidence-of.ts';
import { drawFaults } from './faults.ts';
import { approveAtLast, drawMove, type Storming, tryAgain } from './moves.ts';
import { beginWeather, LONGEST_SLEEP_MS } from './weather.ts';

export interface StormOptions {
  readonly seed: number;
  /** One request each, several of them at a time. */
  readonly rounds: number;
  readonly databasePath: string;
  /** Seconds that pass in one; a slow machine needs fewer of them. */
  readonly speed?: number;
}

const TRANSPORTS = ['socket', 'http'] as const;
const AT_ONCE = 6;
/** Real milliseconds, for sockets know no other; the bot's own deadlines run on the fast clock. */
const CALL_TIMEOUT_MS = 250;
const SLACK_TIMEOUT_MS = 2_000;
/** From the last look at the clock to DDS, on a busy machine. */
const ON_THE_WAY_MS = 150;
/** For what waits for a Slack that hangs, or asks for silence by the whole second. */
const PATIENCE_MS = 30_000;
const CALLS_PER_MINUTE = 300;

/** Rounds of decisions that race each other, while Slack and DDS fail; then quiet, then all there is to know. */
export async function raceStorm({
  seed,
  rounds,
  databasePath,
  speed = 60,
}: StormOptions): Promise<Evidence> {
  const dice = createDice(seed);
  const requiredApprovals = dice.chance(0.25) ? 2 : 1;
  const sleeps = dice.chance(0.3);
  const stage = await openStage({
    speed,
    transport: dice.pick(TRANSPORTS),
    slackPace: { timeoutMs: SLACK_TIMEOUT_MS },
    env: {
      DATABASE_PATH: databasePath,
      APPROVAL_TTL_MINUTES: '3',
      DDS_TIMEOUT_MS: String(CALL_TIMEOUT_MS),
      DDS_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE),
      REQUIRED_APPROVALS: String(requiredApprovals),
    },
  });
  try {
    await playRounds(stage, dice, rounds, sleeps);
    await quiet(stage);
    // A second life must neither post nor call anything that the first one has.
    await stage.restart();
    // Of a command that hung until the end, the first life may have left the request alone.
    await quiet(stage);
    return evidenceOf(stage, databasePath, {
      ...{ requiredApprovals, callsPerMinute: CALLS_PER_MINUTE, callTimeoutMs: CALL_TIMEOUT_MS },
      // What was written before the machine slept may arrive after it.
      onTheWayMs: ON_THE_WAY_MS * speed + (sleeps ? LONGEST_SLEEP_MS : 0),
    });
  } finally {
    await stage.close();
  }
}

async function playRounds(
  stage: Stage,
  dice: Dice,
  rounds: number,
  sleeps: boolean,
): Promise<void> {
  const shared: Shared = { values: [], modals: new Map(), afterwards: [], sleeps };
  for (let done = 0; done < rounds; done += AT_ONCE) {
    const batch = { length: Math.min(AT_ONCE, rounds - done) };
    await Promise.all(Array.from(batch, () => playRound(stage, dice, shared)));
  }
  await Promise.all(shared.afterwards);
}

async function volley(storming: Storming, count: number): Promise<void> {
  const moves = Array.from({ length: count }, () => drawMove(storming));
  await Promise.all(moves.map((move) => move()));
}

/** An outcome that is not final is pressed on, by people in each other's way again. */
async function pressOn(storming: Storming, again: boolean): Promise<void> {
  const { stage, card } = storming;
  const shows = (words: RegExp) => words.test(stage.cardNow(card));
  const isSettled = () => !shows(/Cancel this scheduled task|waiting for DDS/);
  // What never settles is named by the witness, which knows why.
  await stage.slack.until(isSettled, 6_000).catch(() => undefined);
  if (!again || !shows(/try_again|check_again/)) return;
  await tryAgain(storming);
}

/** What rounds have in common. */
interface Shared {
  /** Of the buttons seen so far. */
  readonly values: string[];
  readonly modals: Storming['modals'];
  /** What still goes on when the next rounds begin. */
  readonly afterwards: Promise<void>[];
  /** The machine sleeps now and then. */
  readonly sleeps: boolean;
}

async function playRound(
  stage: Stage,
  dice: Dice,
  { values, modals, afterwards, sleeps }: Shared,
): Promise<void> {
  const { slack, dds } = stage;
  const task = dds.addTask({ instanceName: `orders-${dice.below(1_000)}` });
  if (dice.chance(0.3)) drawFaults(stage, dice, task.jobId);
  const requester = dice.pick([MAYA, MAYA, TOMO, OMAR]);
  const since = stage.now().toISOString();
  await slack.command(requester, OPS, `/dds-cancel ${task.jobId} storm`);
  const cardOf = () => slack.messages(OPS).find(isCardOf(task.jobId));
  await slack.until(() => cardOf() ?? isTold(slack, requester, since), PATIENCE_MS);
  const card = cardOf();
  // DDS could not be read, so nothing was journaled.
  if (card === undefined) return;
  const shown = structuredClone(card);
  // Posted late, of a request that had ended by then.
  if (!JSON.stringify(shown.blocks).includes('"withdraw"')) return;
  drawFaults(stage, dice, task.jobId);
  const storming = { stage, dice, card: shown, task, otherValues: [...values], modals };
  const endWeather = beginWeather(stage, dice, sleeps);
  await volley(storming, 2 + dice.below(4)).finally(endWeather);
  if (dice.chance(0.6)) await approveAtLast(storming);
  afterwards.push(pressOn(storming, dice.chance(0.5)));
  values.push(...valuesOf(shown));
}

/** Why a command came to no card. */
const NOT_ASKED =
  /could not be looked up|lists no scheduled task|check with Slack|Nobody could|broke|cannot be written/;

function isTold(slack: Stage['slack'], user: string, since: string): boolean {
  return slack.ephemeralsOf(user).some(({ at, text }) => at >= since && NOT_ASKED.test(text));
}

/** Every event that the log tells of is told in a thread, and the last one of each request ends it. */
async function quiet({ slack, dds, log }: Stage): Promise<void> {
  slack.clearFaults();
  dds.clearFaults();
  const told = () =>
    new Set(
      slack
        .messages(OPS)
        .flatMap(({ channel, ts }) => slack.thread(channel, ts))
        .map(({ metadata }) => `${metadata?.event_payload['hash']}`),
    );
  await slack.until(() => {
    const events = log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'journaled');
    const last = new Map(events.map(({ request, event }) => [request, event]));
    const hashes = told();
    return (
      [...last.values()].every((event) => ENDS.includes(event)) &&
      events.every(({ hash }) => hashes.has(hash))
    );
  }, PATIENCE_MS);
}

const ENDS = ['cancelled', 'not_cancelled', 'unknown', 'rejected', 'withdrawn', 'closed'];

function isCardOf(jobId: string): (message: Message) => boolean {
  return ({ metadata }) =>
    metadata?.event_type === 'dds_cancel_card' && metadata.event_payload['job_id'] === jobId;
}

function valuesOf({ blocks }: Message): string[] {
  return [...new Set(JSON.stringify(blocks).match(/[0-9a-f]{16}:\d+/g) ?? [])];
}
