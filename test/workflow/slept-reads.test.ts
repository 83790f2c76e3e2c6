import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { TIMED_OUT } from './fakes.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, TRY_AGAIN } from './rig.ts';

cleanUpRigs();
const MINUTE_MS = 60_000;
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
  await rig.ask(bot);
  rig.dds.answers.push(...Array.from({ length: 3 }, () => () => TIMED_OUT));
});

/** The machine sleeps for two hours, its monotonic clock too; meanwhile the task is cancelled. */
function sleep(): void {
  rig.clock.set(120 * MINUTE_MS);
  rig.dds.task = aTask({ status: 'Canceled' });
}

/** The next read so long from now has been answered when the machine falls asleep. */
function sleepOverRead(inMs = 0): void {
  const { reread } = rig.dds;
  const from = rig.clock.steady() + inMs;
  rig.dds.reread = async (task) => {
    const reading = await reread(task);
    if (rig.clock.steady() < from) return reading;
    rig.dds.reread = reread;
    sleep();
    return reading;
  };
}

/** Longer than what was read may be acted on. */
function readsTakeTooLong(): void {
  const { reread } = rig.dds;
  rig.dds.reread = async (task) => {
    const reading = await reread(task);
    rig.clock.jump(11_000);
    return reading;
  };
}

const last = async () => (await rig.journal.read('r1')).at(-1);
const LISTED = { event: 'cancelled', how: 'listed' };

describe('that a task was Pending before the machine slept is no outcome', () => {
  test('of a *Try again* that expired meanwhile', async () => {
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(7 * MINUTE_MS);
    expect(await last()).toMatchObject({ event: 'not_cancelled' });
    rig.dds.beforeGo = async () => sleep();
    await rig.press(bot, 'U_LEAD', TRY_AGAIN);
    await rig.clock.advance(MINUTE_MS);
    expect(await last()).toMatchObject(LISTED);
  });

  test('of the last attempt', async () => {
    await rig.press(bot, 'U_LEAD', APPROVE);
    while (rig.dds.deletes.length < 3) await rig.clock.advance(1000);
    // The one that calls the outcome: two minutes after the call's ten seconds.
    sleepOverRead(129_000);
    await rig.clock.advance(3 * MINUTE_MS);
    expect(await last()).toMatchObject(LISTED);
  });

  test('of what is unknown: whoever checks again is not told that it was not cancelled', async () => {
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(1000);
    rig.dds.unreadable = true;
    await rig.clock.advance(7 * MINUTE_MS);
    expect(await rig.request()).toMatchObject({ state: 'unknown' });
    rig.dds.unreadable = false;
    const card = rig.slack.messages[0]?.message ?? { channel: '', ts: '' };
    const press = { user: 'U_LEAD', request: 'r1', revision: 1, card };
    const { reread } = rig.dds;
    readsTakeTooLong();
    expect(await bot.presses.checkAgain(press)).toEqual({ answer: 'still unknown' });
    rig.dds.reread = reread;
    sleepOverRead();
    expect(await bot.presses.checkAgain(press)).toEqual({ answer: 'done' });
    expect(await last()).toMatchObject(LISTED);
  });
});

test('a DDS that always takes that long is unknown in the end, rather than asked for ever', async () => {
  await rig.press(bot, 'U_LEAD', APPROVE);
  const { rereadThenCancel } = rig.dds;
  readsTakeTooLong();
  rig.dds.rereadThenCancel = (task, id, go) =>
    rereadThenCancel(task, id, (reading) => {
      rig.clock.jump(11_000);
      return go(reading);
    });
  await rig.clock.advance(70 * MINUTE_MS);
  expect(await last()).toMatchObject({ event: 'unknown' });
});
