import { setTimeout as pause } from 'node:timers/promises';
import { throttled } from '../../../src/sandbox/dds/answer-faults.ts';
import { becomesRunning, resetAfterCommit } from '../../../src/sandbox/dds/connection-faults.ts';
import type { Message } from '../../../src/sandbox/slack/message-store.ts';
import { buttonsOf } from '../../../src/sandbox/witness/said.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { IRIS, MAYA, OMAR, OPS, TOMO } from '../../journeys/stage.ts';
import type { Dice } from '../dice.ts';

/** People who keep asking and deciding, whether or not a bot is there. */
export interface Crowd {
  /** Cards that still have a button. */
  live(): readonly Message[];
  /** Nobody begins anything more; resolves when all have what they waited for, or gave up. */
  close(): Promise<void>;
}

/** Most real milliseconds from one act to the next. */
const SLOWEST_MS = 60;
const MODAL_MS = 1_000;

/** `crowded`: so many requests stand open at a time. */
export function openCrowd(world: SandboxWorld, dice: Dice, crowded: number): Crowd {
  const { slack, dds } = world;
  const underWay = new Set<Promise<unknown>>();
  let isOver = false;
  const acting = keepActing();

  const live = (): readonly Message[] =>
    slack.messages(OPS).filter((message) => buttonsOf(message).length > 0);

  async function keepActing(): Promise<void> {
    while (!isOver) {
      // Whoever meets a dead bot, or a button that has gone in between, has simply got nothing.
      const act: Promise<unknown> = actOnce()
        .catch(() => undefined)
        .finally(() => underWay.delete(act));
      underWay.add(act);
      await pause(dice.below(SLOWEST_MS));
    }
  }

  async function actOnce(): Promise<unknown> {
    const cards = live();
    if (cards.length <= crowded) return ask();
    const card = dice.pick(cards);
    const button = dice.pick(buttonsOf(card));
    return press(card, button, dice.pick(BY[button] ?? [MAYA]));
  }

  function ask(): Promise<unknown> {
    const { jobId } = dds.addTask({ instanceName: `orders-${dice.below(1_000)}` });
    if (dice.chance(0.3)) dds.fail({ kind: 'cancel', jobId }, dice.pick(FAULTS)());
    return slack.command(dice.pick([MAYA, TOMO]), OPS, `/dds-cancel ${jobId} crowd`);
  }

  async function press({ channel, ts }: Message, action_id: string, user: string): Promise<void> {
    await slack.press(user, { channel, ts, action_id }, { confirm: true });
    if (action_id !== 'reject') return;
    const view = await slack.until(() => slack.openViewOf(user), MODAL_MS);
    await slack.submitView(user, view.id, { reason: { reason: 'not tonight' } });
  }

  return {
    live,
    async close() {
      isOver = true;
      await acting;
      await Promise.all(underWay);
    },
  };
}

const FAULTS = [throttled, resetAfterCommit, becomesRunning] as const;
const BY: Readonly<Record<string, readonly string[]>> = {
  approve: [OMAR, IRIS],
  reject: [OMAR, IRIS],
  withdraw: [MAYA, TOMO],
  try_again: [MAYA, TOMO, OMAR],
};
