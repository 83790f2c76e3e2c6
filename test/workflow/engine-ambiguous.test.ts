import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { REFUSED, TIMED_OUT, throttled } from './fakes.ts';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, TRY_AGAIN } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
  await rig.ask(bot);
});

/** Seconds between the first `DELETE` and each one. */
function secondsOfDeletes(): number[] {
  const [first] = rig.dds.deletes;
  return rig.dds.deletes.map((at) => (at.getTime() - (first?.getTime() ?? 0)) / 1000);
}

const AMBIGUOUS = [
  ['no answer', TIMED_OUT],
  ['a refusal by code', REFUSED],
] as const;

describe.each(AMBIGUOUS)('after %s', (_what, answer) => {
  test('a task that DDS lists as Canceled is cancelled, said as listed', async () => {
    rig.dds.answers.push(() => {
      rig.dds.task = aTask({ status: 'Canceled' });
      return answer;
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(2000);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'listed', callId: null });
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test.each(['Running', 'Completed', 'Failed'])(
    'a task that is %s is not cancelled',
    async (status) => {
      rig.dds.answers.push(() => {
        rig.dds.task = aTask({ status });
        return answer;
      });
      await rig.press(bot, 'U_LEAD', APPROVE);
      await rig.clock.advance(2000);
      expect(await rig.request()).toMatchObject({
        ...{ state: 'not cancelled', status, fault: answer.fault },
      });
      await rig.clock.advance(600_000);
      expect(rig.dds.deletes).toHaveLength(1);
    },
  );

  test('a task that stays Pending is attempted three times at most, then called', async () => {
    rig.dds.answers.push(...Array.from({ length: 9 }, () => () => answer));
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(400_000);
    expect(rig.dds.deletes).toHaveLength(3);
    expect(await rig.events()).toEqual([
      ...['requested', 'approved', 'attempted', 'attempted', 'attempted', 'not_cancelled'],
    ]);
    expect(await rig.request()).toMatchObject({ status: 'Pending', fault: answer.fault });
    const [last] = (await rig.journal.read('r1')).slice(-1);
    const since = Date.parse(last?.at ?? '') - (rig.dds.deletes[2]?.getTime() ?? 0);
    expect(since).toBeGreaterThanOrEqual(130_000);
    expect(since).toBeLessThan(141_000);
  });

  test('a task that cannot be read for two minutes is unknown, and no further call is made', async () => {
    rig.dds.answers.push(() => {
      rig.dds.unreadable = true;
      return answer;
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(129_000);
    expect(await rig.request()).toMatchObject({ state: 'cancelling' });
    await rig.clock.advance(12_000);
    expect(await rig.request()).toMatchObject({ state: 'unknown', fault: answer.fault });
    rig.dds.unreadable = false;
    await rig.clock.advance(600_000);
    expect(rig.dds.deletes).toHaveLength(1);
  });
});

test('reads back from half a second on, then ever less often, down to every ten seconds', async () => {
  rig.dds.answers.push(() => {
    rig.dds.unreadable = true;
    return TIMED_OUT;
  });
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(60_000);
  const called = rig.dds.deletes[0]?.getTime() ?? 0;
  const times = [called, ...rig.dds.reads.map((at) => at.getTime()).filter((at) => at > called)];
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  const least = [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000];
  for (const [index, ms] of least.entries()) {
    expect(gaps[index]).toBeGreaterThanOrEqual(ms);
    expect(gaps[index]).toBeLessThanOrEqual(Math.min(ms * 1.25, 10_000) + 1);
  }
});

describe('the next attempt', () => {
  test('waits for the deadline and 5 s where the earlier call got no answer', async () => {
    rig.dds.answers.push(
      () => TIMED_OUT,
      () => TIMED_OUT,
    );
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(200_000);
    const [, second = 0, third = 0] = secondsOfDeletes();
    expect(second).toBeGreaterThanOrEqual(15);
    expect(second).toBeLessThan(26);
    expect(third - second).toBeGreaterThanOrEqual(15);
  });

  test('need not wait for it where the earlier call was answered', async () => {
    rig.dds.answers.push(() => REFUSED);
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(2000);
    expect(secondsOfDeletes()[1]).toBeLessThan(2);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'confirmed' });
  });

  test('that is throttled does not clear the doubt about the one before it', async () => {
    rig.dds.answers.push(
      () => TIMED_OUT,
      () => {
        rig.dds.task = aTask({ status: 'Canceled' });
        return throttled(1000);
      },
    );
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(60_000);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'listed' });
    expect(rig.dds.deletes).toHaveLength(2);
  });

  describe('that is throttled before DDS cannot be read any more', () => {
    beforeEach(async () => {
      rig.dds.answers.push(
        () => TIMED_OUT,
        () => {
          rig.dds.unreadable = true;
          return throttled(1000);
        },
      );
      await rig.press(bot, 'U_LEAD', APPROVE);
      await rig.clock.advance(600_000);
      expect(await rig.request()).toMatchObject({ state: 'cancelling', attempts: 2 });
    });

    test('goes on as soon as DDS lists the task as Pending again', async () => {
      rig.dds.unreadable = false;
      await rig.clock.advance(13_000);
      expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'confirmed' });
      expect(await rig.events()).toEqual([
        ...['requested', 'approved', 'attempted', 'attempted', 'cancelled'],
      ]);
    });

    test('leaves what came of it unknown when the request expires', async () => {
      await rig.clock.advance(3_600_000);
      expect(await rig.request()).toMatchObject({ state: 'unknown' });
    });
  });
});

describe('*Try again*', () => {
  beforeEach(async () => {
    rig.dds.answers.push(() => {
      rig.dds.task = aTask({ status: 'Running' });
      return REFUSED;
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(2000);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled' });
  });

  test('takes the claim and sends again with the same approvals', async () => {
    rig.dds.task = aTask();
    await rig.press(bot, 'U_ASKER', TRY_AGAIN);
    await rig.clock.advance(1000);
    expect(await rig.events()).toEqual([
      ...['requested', 'approved', 'attempted', 'not_cancelled', 'retried', 'attempted'],
      'cancelled',
    ]);
  });

  test('does not send for a task that is another by now', async () => {
    rig.dds.task = aTask({ kind: 'REBOOT' });
    await rig.press(bot, 'U_ASKER', TRY_AGAIN);
    await settle();
    expect(rig.dds.deletes).toHaveLength(1);
    expect(await rig.request()).toMatchObject({ state: 'pending', revision: 2, approvers: [] });
  });

  test('is refused where another request holds the task by then', async () => {
    rig.dds.task = aTask();
    await rig.ask(bot);
    expect(await rig.press(bot, 'U_ASKER', TRY_AGAIN)).toEqual({ answer: 'open already' });
    expect(rig.dds.deletes).toHaveLength(1);
  });
});

describe('*Check again*', () => {
  beforeEach(async () => {
    rig.dds.answers.push(() => {
      rig.dds.unreadable = true;
      return TIMED_OUT;
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(150_000);
    expect(await rig.request()).toMatchObject({ state: 'unknown' });
  });

  async function check(user = 'U_ASKER', by = bot) {
    const [card] = (await rig.journal.postings('r1')).flatMap(({ message }) => message ?? []);
    if (card === undefined) throw new Error('There is no card.');
    return by.presses.checkAgain({ user, request: 'r1', revision: 1, card });
  }

  test('reads only, and says so where that settles nothing', async () => {
    rig.dds.unreadable = false;
    for (const task of [null, aTask({ status: 'Frozen' })]) {
      rig.dds.task = task;
      expect(await check()).toEqual({ answer: 'still unknown' });
    }
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('says so where DDS could not be read, and why', async () => {
    const { target } = aTask();
    const fault = expect.objectContaining({ kind: 'timed out' });
    expect(await check()).toEqual({ answer: 'not read', target, fault });
    await bot.engine.close();
    const without = rig.start(rig.journal, null);
    const reads = rig.dds.reads.length;
    expect(await check('U_ASKER', without)).toEqual({ answer: 'not read', target, fault: null });
    expect(rig.dds.reads).toHaveLength(reads);
  });

  test('learns the outcome also after expiry, and still sends nothing', async () => {
    await rig.clock.advance(4_000_000);
    rig.dds.unreadable = false;
    expect(await check()).toEqual({ answer: 'done' });
    await rig.clock.advance(60_000);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled', status: 'Pending' });
    expect(rig.dds.deletes).toHaveLength(1);
    expect(rig.posted().at(-1)).toBe('5 not_cancelled');
  });

  test('is for the requester and those who may approve; for nobody else DDS is read', async () => {
    const reads = rig.dds.reads.length;
    expect(await check('U_STRANGER')).toMatchObject({ answer: 'refused' });
    expect(rig.dds.reads).toHaveLength(reads);
    rig.dds.unreadable = false;
    rig.dds.task = aTask({ status: 'Canceled' });
    expect(await check('U_OTHER')).toEqual({ answer: 'done' });
    expect(await check('U_OTHER')).toMatchObject({
      refusal: { because: 'decided already' },
    });
  });
});
