import { beforeEach, describe, expect, test } from '@jest/globals';
import { NO_ANSWER, TIMED_OUT } from './fakes.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig } from './rig.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig({ ttlMs: HOUR_MS });
  bot = rig.start();
  await rig.ask(bot);
});

/** When something was done, in milliseconds of time passed since now. */
async function passedUntil(isDone: () => boolean): Promise<number> {
  const began = rig.clock.steady();
  while (!isDone()) await rig.clock.advance(500);
  return rig.clock.steady() - began;
}

async function datesOf(id = 'r1'): Promise<string[]> {
  return (await rig.journal.read(id)).map(({ at }) => at);
}

describe('a clock that is set back an hour', () => {
  test('gives an open request no longer life, nor anybody another DELETE', async () => {
    rig.clock.set(-HOUR_MS);
    await rig.clock.advance(59 * MINUTE_MS);
    expect(await rig.events()).toEqual(['requested', 'reminded']);
    await rig.clock.advance(MINUTE_MS);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'expired' });
  });

  test('does not make an approval after that hour count', async () => {
    rig.clock.set(-HOUR_MS);
    rig.clock.jump(HOUR_MS);
    const pressed = await rig.press(bot, 'U_LEAD', APPROVE);
    expect(pressed).toMatchObject({ answer: 'refused', refusal: { because: 'expired' } });
    expect(rig.dds.deletes).toEqual([]);
  });

  test('does not hold an approved request until it has caught up', async () => {
    rig.dds.unreadable = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.clock.set(-HOUR_MS);
    rig.dds.unreadable = false;
    expect(await passedUntil(() => rig.dds.deletes.length > 0)).toBeLessThanOrEqual(11_000);
    expect(await rig.events()).toEqual(['requested', 'approved', 'attempted', 'cancelled']);
  });

  test('dates no event before the one before it', async () => {
    rig.clock.set(-HOUR_MS);
    await rig.press(bot, 'U_LEAD', APPROVE);
    const dates = await datesOf();
    expect(dates).toHaveLength(4);
    expect(dates).toEqual(dates.toSorted());
  });

  test('does not hold back what Slack is still missing', async () => {
    rig.slack.down = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.clock.set(-HOUR_MS);
    rig.slack.down = false;
    expect(await passedUntil(() => rig.posted().length === 5)).toBeLessThanOrEqual(31_000);
  });

  test('nor what it has in doubt', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.clock.set(-HOUR_MS);
    expect(await passedUntil(() => rig.posted().length === 5)).toBeLessThanOrEqual(16_000);
  });

  test('nor, after a restart, what the process before it had in doubt', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_LEAD', APPROVE);
    await bot.engine.close();
    rig.clock.set(-HOUR_MS);
    const next = rig.start();
    next.engine.wake('r1');
    expect(await passedUntil(() => rig.posted().length === 5)).toBeLessThanOrEqual(16_000);
  });

  test('does not keep the watch from looking', async () => {
    rig.clock.set(-HOUR_MS);
    rig.dds.task = rig.dds.task && { ...rig.dds.task, status: 'Running' };
    await rig.clock.advance(MINUTE_MS);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'started' });
  });

  test('is the date of a new request', async () => {
    rig.clock.set(-HOUR_MS);
    rig.dds.task = rig.dds.task && { ...rig.dds.task, id: 'f'.repeat(32) };
    await rig.ask(bot, { taskId: 'f'.repeat(32) });
    const [first] = await datesOf('r1');
    const [second] = await datesOf('r2');
    expect(Date.parse(String(first)) - Date.parse(String(second))).toBeGreaterThan(
      HOUR_MS - MINUTE_MS,
    );
  });
});

describe('a clock that is set forward two hours', () => {
  test('ends a request within half a minute, though nobody presses anything', async () => {
    rig.clock.set(2 * HOUR_MS);
    await rig.clock.advance(31_000);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'expired' });
  });

  test('lets no attempt follow an earlier call that may still be under way', async () => {
    const began = rig.clock.steady();
    let deletedAt = 0;
    rig.dds.answers.push(async () => {
      rig.clock.jump(10_000);
      rig.clock.set(20 * MINUTE_MS);
      return TIMED_OUT;
    });
    rig.dds.answers.push(() => {
      deletedAt = rig.clock.steady();
      return { result: 'confirmed', callId: null };
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(MINUTE_MS);
    expect(rig.dds.deletes).toHaveLength(2);
    // The call's own ten seconds and a margin of five.
    expect(deletedAt - began).toBeGreaterThanOrEqual(15_000);
  });

  test('calls no outcome before its two minutes have passed', async () => {
    rig.dds.answers.push(async () => TIMED_OUT);
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.dds.unreadable = true;
    rig.clock.set(2 * HOUR_MS);
    await rig.clock.advance(100_000);
    expect(await rig.events()).toEqual(['requested', 'approved', 'attempted']);
    await rig.clock.advance(60_000);
    expect((await rig.events()).at(-1)).toBe('unknown');
  });

  test('lets nothing in doubt be looked for before it must have arrived', async () => {
    rig.slack.fates.push(NO_ANSWER);
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.clock.set(2 * HOUR_MS);
    expect(await passedUntil(() => rig.slack.looks.length > 0)).toBeGreaterThanOrEqual(14_500);
  });
});

test('what was read before the machine slept allows no DELETE after it', async () => {
  const sleep = async (): Promise<void> => {
    rig.dds.beforeGo = async () => undefined;
    // A monotonic clock stands still meanwhile.
    rig.clock.set(20_000);
    rig.dds.task = rig.dds.task && { ...rig.dds.task, status: 'Running' };
  };
  rig.dds.beforeGo = sleep;
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(MINUTE_MS);
  expect(rig.dds.deletes).toEqual([]);
  expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'started' });
});
