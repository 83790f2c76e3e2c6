import type { Message } from '../../src/sandbox/slack/message-store.ts';
import type { Down } from '../../src/sandbox/witness/evidence.ts';
import type { Transport } from '../../src/sandbox/world/bot-environment.ts';
import { OPS, type Stage } from '../journeys/stage.ts';
import { drawFaults } from './faults.ts';
import { approveAtLast, drawMove, giveUp, type Storming, tryAgain } from './moves.ts';
import { createGate, type Gate, outage } from './outage.ts';
import { PATIENCE_MS } from './quiet.ts';
import { beginWeather, type Sky, type Weather } from './weather.ts';

/** Where rounds are played, and what befalls all of them. */
export interface RaceCourse extends Sky {
  readonly transport: Transport;
  /** Enough others may approve what these ask for. */
  readonly requesters: readonly string[];
  readonly weathers: readonly Weather[];
}

/** So many rounds go on at a time. */
const AT_ONCE = 6;
const ASKED_AT_MOST = 4;

/** In so many of the pauses between rounds Slack is down. */
const OUTAGES = 0.15;

export interface Played {
  /** Rounds that came to a race, for a command may come to no card. */
  readonly raced: number;
  /** When Slack was down. */
  readonly outages: readonly Down[];
}

/** One request each. */
export async function playRounds(course: RaceCourse, rounds: number): Promise<Played> {
  const { stage, dice, transport } = course;
  const shared: Shared = { values: [], modals: new Map(), afterwards: [], gate: createGate() };
  const outages: Down[] = [];
  let raced = 0;
  for (let done = 0; done < rounds; done += AT_ONCE) {
    const batch = { length: Math.min(AT_ONCE, rounds - done) };
    const played = await Promise.all(Array.from(batch, () => playRound(course, shared)));
    raced += played.filter(Boolean).length;
    if (!dice.chance(OUTAGES)) continue;
    await shared.gate.shutFor(async () => {
      outages.push(await outage(stage, dice, transport));
    });
  }
  await Promise.all(shared.afterwards);
  return { raced, outages };
}

/** What rounds have in common. */
interface Shared {
  /** Of the buttons seen so far. */
  readonly values: string[];
  readonly modals: Storming['modals'];
  /** What still goes on when the next rounds begin. */
  readonly afterwards: Promise<void>[];
  readonly gate: Gate;
}

/** Whether people raced each other. */
async function playRound(
  course: RaceCourse,
  { values, modals, afterwards, gate }: Shared,
): Promise<boolean> {
  const { stage, dice, requesters, weathers } = course;
  const task = stage.dds.addTask({ instanceName: `orders-${dice.below(1_000)}` });
  if (dice.chance(0.3)) drawFaults(stage, dice, task.jobId);
  const card = await askForCard(stage, dice.pick(requesters), task.jobId);
  if (card === null) return false;
  const shown = structuredClone(card);
  // Posted late, of a request that had ended by then.
  if (!JSON.stringify(shown.blocks).includes('"withdraw"')) return false;
  drawFaults(stage, dice, task.jobId);
  const storming = { stage, dice, card: shown, task, otherValues: [...values], modals };
  const endWeather = beginWeather(course, weathers);
  await volley(storming, 2 + dice.below(4)).finally(endWeather);
  if (dice.chance(0.6)) await approveAtLast(storming);
  const after = pressOn(storming, dice.chance(0.5), gate);
  // It is waited for at the end; until then a failure is nobody's.
  after.catch(() => undefined);
  afterwards.push(after);
  values.push(...valuesOf(shown));
  return true;
}

/** A person asks again where DDS or Slack could not be read; `null` where they give up. */
async function askForCard(
  { slack, now }: Stage,
  requester: string,
  jobId: string,
): Promise<Message | null> {
  const cardOf = () => slack.messages(OPS).find(isCardOf(jobId));
  for (let asked = 0; asked < ASKED_AT_MOST; asked += 1) {
    const since = now().toISOString();
    await slack.command(requester, OPS, `/dds-cancel ${jobId} storm`);
    await slack.until(() => cardOf() ?? isTold(slack, requester, since), PATIENCE_MS);
    const card = cardOf();
    if (card !== undefined) return card;
  }
  return null;
}

async function volley(storming: Storming, count: number): Promise<void> {
  const moves = Array.from({ length: count }, () => drawMove(storming));
  await Promise.all(moves.map((move) => move()));
}

/** An outcome that is not final is pressed on, by people in each other's way again; what nobody decides is given up. */
async function pressOn(storming: Storming, again: boolean, gate: Gate): Promise<void> {
  const { stage, card } = storming;
  const shows = (words: RegExp) => words.test(stage.cardNow(card));
  const isSettled = () => !shows(/Cancel this scheduled task|waiting for DDS/);
  // What never settles is named by the witness, which knows why.
  await stage.slack.until(isSettled, 6_000).catch(() => gate.act(() => giveUp(storming)));
  if (!again || !shows(/try_again|check_again/)) return;
  await gate.act(() => tryAgain(storming));
}

/** Why a command came to no card. */
const NOT_ASKED =
  /could not be looked up|lists no scheduled task|check with Slack|Nobody could|open already|broke|cannot be written/;

function isTold(slack: Stage['slack'], user: string, since: string): boolean {
  return slack.ephemeralsOf(user).some(({ at, text }) => at >= since && NOT_ASKED.test(text));
}

function isCardOf(jobId: string): (message: Message) => boolean {
  return ({ metadata }) =>
    metadata?.event_type === 'dds_cancel_card' && metadata.event_payload['job_id'] === jobId;
}

function valuesOf({ blocks }: Message): string[] {
  return [...new Set(JSON.stringify(blocks).match(/[0-9a-f]{16}:\d+/g) ?? [])];
}
