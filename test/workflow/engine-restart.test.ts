import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../src/workflow/ports.ts';
import { aTask } from '../request/events.ts';
import { CONFIRMED, REFUSED, throttled } from './fakes.ts';
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

const NEVER = new Promise<never>(() => undefined);

/** A journal that does something of its own before each append of this event. */
function withAppend(before: (event: string) => unknown): Journal {
  const { journal } = rig;
  return {
    ...journal,
    async append(end, event) {
      await before(event.event);
      return journal.append(end, event);
    },
  };
}

describe('a bot that starts and finds a request cancelling', () => {
  let next: Bot;
  beforeEach(async () => {
    // The first bot dies with its call on the way: it never learns the answer.
    rig.dds.answers.push(() => NEVER);
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toHaveLength(1);
    await rig.clock.advance(3000);
    next = rig.start();
  });

  test('assumes that the call is under way: it reads, but does not send for 15 s', async () => {
    next.engine.wake('r1');
    await rig.clock.advance(14_999);
    expect(rig.dds.reads.length).toBeGreaterThan(3);
    expect(rig.dds.deletes).toHaveLength(1);
    await rig.clock.advance(11_000);
    expect(rig.dds.deletes).toHaveLength(2);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', attempts: 2 });
  });

  test('finds out that the call had worked, and sends nothing', async () => {
    rig.dds.task = aTask({ status: 'Canceled' });
    next.engine.wake('r1');
    await rig.clock.advance(60_000);
    expect(rig.dds.deletes).toHaveLength(1);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'listed' });
  });

  test('calls it unknown where DDS cannot be read, not before its own two minutes', async () => {
    rig.dds.unreadable = true;
    next.engine.wake('r1');
    await rig.clock.advance(129_999);
    expect(await rig.request()).toMatchObject({ state: 'cancelling' });
    await rig.clock.advance(11_000);
    expect(await rig.request()).toMatchObject({ state: 'unknown' });
  });
});

describe('two bots on one journal', () => {
  test('send one DELETE between them, and tell of one attempt', async () => {
    const other = rig.start(await rig.reopened());
    await rig.press(bot, 'U_LEAD', APPROVE);
    const both = [bot, other].map(({ engine }) => engine.advance('r1'));
    await settle();
    await Promise.all(both);
    expect(rig.dds.deletes).toHaveLength(1);
    expect(await rig.events()).toEqual(['requested', 'approved', 'attempted', 'cancelled']);
  });

  test('a throttled attempt does not go on once the other has told of an end', async () => {
    const other = rig.start(await rig.reopened());
    rig.dds.answers.push(() => throttled(20_000));
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.dds.beforeGo = async () => {
      rig.dds.beforeGo = async () => undefined;
      const data = { event: 'not_cancelled', status: 'Running', fault: null } as const;
      await other.recorder.append(await rig.request(), 'bot', data);
    };
    await rig.clock.advance(60_000);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled' });
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('*Try again* by the other is a new attempt, also for the one that was throttled before', async () => {
    const other = rig.start(await rig.reopened());
    rig.dds.answers.push(() => throttled(20_000));
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.dds.task = aTask({ status: 'Running' });
    other.engine.wake('r1');
    await rig.clock.advance(1000);
    rig.dds.task = aTask();
    await other.engine.close();
    expect(await rig.press(other, 'U_ASKER', TRY_AGAIN)).toEqual({ answer: 'done' });
    await rig.clock.advance(30_000);
    expect(rig.dds.deletes).toHaveLength(2);
    expect((await rig.events()).slice(2)).toEqual([
      ...['attempted', 'not_cancelled', 'retried', 'attempted', 'cancelled'],
    ]);
  });

  test('what one learnt of its own attempt says nothing of the other one under way', async () => {
    const other = rig.start(await rig.reopened());
    rig.dds.answers.push(
      () => throttled(20_000),
      () => NEVER,
    );
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.dds.task = aTask({ status: 'Running' });
    other.engine.wake('r1');
    await rig.clock.advance(10_000);
    rig.dds.task = aTask();
    await rig.press(other, 'U_ASKER', TRY_AGAIN);
    await rig.clock.advance(24_000);
    // The second may be under way for 15 s after the throttled bot has come back at 20 s.
    expect(rig.dds.deletes).toHaveLength(2);
    expect((await rig.events()).slice(-2)).toEqual(['retried', 'attempted']);
  });

  test('send one DELETE also where both have read the task and are about to send', async () => {
    const other = rig.start(await rig.reopened());
    let waiting = 0;
    let open: () => void = () => undefined;
    const bothWait = new Promise<void>((resolve) => {
      open = resolve;
    });
    rig.dds.beforeGo = async () => {
      waiting += 1;
      if (waiting === 2) open();
      await bothWait;
    };
    await rig.press(bot, 'U_LEAD', APPROVE);
    other.engine.wake('r1');
    await settle();
    expect(waiting).toBe(2);
    await rig.clock.advance(60_000);
    expect(rig.dds.deletes).toHaveLength(1);
  });
});

describe('a bot whose configuration lacks the target', () => {
  test('does not call the outcome while a call of another bot may be under way', async () => {
    let answer: () => void = () => undefined;
    rig.dds.answers.push(() => new Promise((resolve) => (answer = () => resolve(CONFIRMED))));
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.start(await rig.reopened(), null).engine.wake('r1');
    await rig.clock.advance(3000);
    answer();
    await settle();
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'confirmed' });
  });

  test('still brings a request to a visible end', async () => {
    rig.dds.answers.push(() => NEVER);
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.dds.gate = NEVER;
    rig.start(await rig.reopened(), null).engine.wake('r1');
    await rig.clock.advance(300_000);
    expect(await rig.request()).toMatchObject({ state: 'unknown' });
    expect(rig.posted().at(-1)).toBe('4 unknown');
  });
});

describe('between the journaled attempt and its call', () => {
  test('a slow journal does not carry the DELETE past the expiry', async () => {
    const slow = withAppend((event) => event === 'attempted' && rig.clock.jump(3_600_000));
    await rig.press(rig.start(slow), 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toEqual([]);
  });

  test('nor by the few seconds in which the re-read would still be young enough', async () => {
    rig.clock.jump(3_595_000);
    const slow = withAppend((event) => event === 'attempted' && rig.clock.jump(5000));
    await rig.press(rig.start(slow), 'U_LEAD', APPROVE);
    expect(await rig.events()).toContain('attempted');
    expect(rig.dds.deletes).toEqual([]);
  });

  test('a slow journal does not make the re-read older than 10 s', async () => {
    const slow = withAppend((event) => event === 'attempted' && rig.clock.jump(11_000));
    await rig.press(rig.start(slow), 'U_LEAD', APPROVE);
    const read = rig.dds.reads.at(-1)?.getTime() ?? 0;
    expect((rig.dds.deletes[0]?.getTime() ?? read) - read).toBeLessThan(10_000);
  });
});

test('an attempt called off before its call is not taken for one under way: it goes on as the same', async () => {
  let waits = 1;
  const slow = withAppend(
    (event) => event === 'attempted' && waits-- > 0 && rig.clock.jump(11_000),
  );
  await rig.press(rig.start(slow), 'U_LEAD', APPROVE);
  expect(rig.dds.deletes).toEqual([]);
  await rig.clock.advance(1000);
  expect(rig.dds.deletes).toHaveLength(1);
  expect(await rig.events()).toEqual(['requested', 'approved', 'attempted', 'cancelled']);
});

test('a going-on attempt whose call breaks inside the bot may be under way: nothing follows at once', async () => {
  rig.dds.answers.push(
    () => throttled(null),
    () => Promise.reject(new Error('broken inside')),
  );
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(10_000);
  expect(bot.faults).toHaveLength(1);
  expect(rig.dds.deletes).toHaveLength(2);
});

test('a first call that breaks inside the bot may be under way: nothing follows at once', async () => {
  rig.dds.answers.push(() => Promise.reject(new Error('broken inside')));
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(14_000);
  expect(bot.faults).toHaveLength(1);
  expect(rig.dds.deletes).toHaveLength(1);
});

function diskFull(): never {
  throw new Error('disk full');
}

describe('a journal that cannot be written', () => {
  test('for an attempt: no DELETE, and the step is taken again until it can', async () => {
    let full = true;
    const broken = rig.start(withAppend((event) => event === 'attempted' && full && diskFull()));
    await rig.press(broken, 'U_LEAD', APPROVE);
    await rig.clock.advance(5000);
    expect(rig.dds.deletes).toEqual([]);
    expect(broken.faults.length).toBeGreaterThan(2);
    expect(broken.mended()).toBe(0);
    full = false;
    await rig.clock.advance(10_000);
    expect(broken.mended()).toBe(1);
    expect(rig.dds.deletes).toHaveLength(1);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'confirmed' });
  });

  test('for the outcome: DDS is not called again, and the confirmation is not lost', async () => {
    // Another bot would see that the task has left the list, and read it back.
    await bot.engine.close();
    let full = true;
    const broken = rig.start(withAppend((event) => event === 'cancelled' && full && diskFull()));
    await rig.press(broken, 'U_LEAD', APPROVE);
    await rig.clock.advance(60_000);
    const reads = rig.dds.reads.length;
    full = false;
    await rig.clock.advance(10_000);
    expect(rig.dds.deletes).toHaveLength(1);
    expect(rig.dds.reads).toHaveLength(reads);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'confirmed' });
    expect(rig.posted().at(-1)).toBe('4 cancelled');
  });

  test('for an approval: the click is not taken as done', async () => {
    const broken = rig.start(withAppend((event) => event === 'approved' && diskFull()));
    await expect(rig.press(broken, 'U_LEAD', APPROVE)).rejects.toThrow('disk full');
    expect(await rig.events()).toEqual(['requested']);
  });
});

describe('a bot that stops', () => {
  test('still journals what DDS confirms to the call under way', async () => {
    let answer: () => void = () => undefined;
    rig.dds.answers.push(() => new Promise((resolve) => (answer = () => resolve(CONFIRMED))));
    await rig.press(bot, 'U_LEAD', APPROVE);
    const closing = bot.engine.close();
    answer();
    await closing;
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'confirmed' });
  });

  test('waits for the call under way and starts nothing more', async () => {
    let answer: () => void = () => undefined;
    rig.dds.answers.push(() => new Promise((resolve) => (answer = () => resolve(REFUSED))));
    await rig.press(bot, 'U_LEAD', APPROVE);
    let closed = false;
    const closing = bot.engine.close().then(() => {
      closed = true;
    });
    await settle();
    expect(closed).toBe(false);
    answer();
    await closing;
    await rig.clock.advance(600_000);
    expect(rig.dds.deletes).toHaveLength(1);
    expect(rig.clock.timers()).toBe(0);
  });
});
