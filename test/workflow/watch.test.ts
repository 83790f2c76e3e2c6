import { beforeEach, describe, expect, test } from '@jest/globals';
import { momentOf } from '../../src/workflow/moment.ts';
import type { Reading } from '../../src/workflow/ports.ts';
import { afterNoon, aTask } from '../request/events.ts';
import { TIMED_OUT } from './fakes.ts';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
const MINUTE_MS = 60_000;
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  // The task is planned for six hours from now, and the request open for one.
  rig = await openRig();
  bot = rig.start();
});

const closing = async () => (await rig.journal.read('r1')).at(-1);
const lists = () => rig.dds.lists.map(({ at }) => (at.getTime() - afterNoon(0).getTime()) / 1000);

describe('the task of a request that waits', () => {
  beforeEach(() => rig.ask(bot));

  test('is looked at with one list a minute, by the one status that matters', async () => {
    await rig.clock.advance(3 * MINUTE_MS);
    expect(lists()).toEqual([60, 120, 180]);
    expect(new Set(rig.dds.lists.map(({ status }) => status))).toEqual(new Set(['Pending']));
    // The one read is the look-up of the command.
    expect(rig.dds.reads).toHaveLength(1);
  });

  test.each([
    ['Running', 'started'],
    ['Completed', 'finished'],
    ['Canceled', 'cancelled elsewhere'],
  ])('ends it where DDS lists it as %s: %s', async (status, reason) => {
    rig.dds.task = aTask({ status });
    await rig.clock.advance(MINUTE_MS);
    expect(await closing()).toMatchObject({ event: 'closed', by: 'bot', reason, status });
    expect(rig.posted().at(-1)).toBe('2 closed');
    expect(rig.dds.deletes).toEqual([]);
  });

  test('ends it where it is gone', async () => {
    rig.dds.task = null;
    await rig.clock.advance(MINUTE_MS);
    expect(await closing()).toMatchObject({ event: 'closed', reason: 'gone', status: null });
  });

  test('does not end it by its absence from the list alone: DDS has to say so', async () => {
    rig.dds.list = async () => [];
    await rig.clock.advance(10 * MINUTE_MS);
    expect(await rig.events()).toEqual(['requested']);
    expect(rig.dds.reads.length).toBeGreaterThan(5);
  });

  test('changes its card where it is another task than the one shown', async () => {
    rig.dds.task = aTask({ kind: 'REBOOT' });
    await rig.clock.advance(10 * MINUTE_MS);
    expect(await rig.events()).toEqual(['requested', 'task_changed']);
    expect(await rig.request()).toMatchObject({ state: 'pending', revision: 2, approvers: [] });
    // Seen in the list already.
    expect(rig.dds.reads).toHaveLength(1);
  });

  test('is not looked at any more once the request has ended', async () => {
    await rig.press(bot, 'U_ASKER', WITHDRAW);
    await rig.clock.advance(60 * MINUTE_MS);
    expect(lists()).toEqual([]);
    expect(rig.clock.timers()).toBe(0);
  });

  test('is looked at again at once by a bot that was down for long', async () => {
    await bot.engine.close();
    await rig.clock.advance(20 * MINUTE_MS);
    rig.dds.task = aTask({ status: 'Running' });
    rig.start(await rig.reopened()).engine.wake('r1');
    await rig.clock.advance(0);
    expect(await closing()).toMatchObject({ event: 'closed', reason: 'started' });
  });

  test('leaves nothing behind in a bot that stops', async () => {
    await bot.engine.close();
    expect(rig.clock.timers()).toBe(0);
    await rig.clock.advance(10 * MINUTE_MS);
    expect(lists()).toEqual([]);
  });
});

test('where nothing is open, nothing is read', async () => {
  await rig.clock.advance(60 * MINUTE_MS);
  expect(rig.dds.lists).toEqual([]);
  expect(rig.clock.timers()).toBe(0);
});

test('a task is looked at every 15 s around its planned start', async () => {
  rig.dds.task = aTask({ plannedStart: afterNoon(15 * 60).toISOString() });
  await rig.ask(bot);
  await rig.clock.advance(6 * MINUTE_MS);
  expect(lists()).toEqual([60, 120, 180, 240, 300, 315, 330, 345, 360]);
});

test('the planned start is only a hint: what has not left Pending by then stays open', async () => {
  rig.dds.task = aTask({ plannedStart: afterNoon(10 * 60).toISOString() });
  await rig.ask(bot);
  await rig.clock.advance(40 * MINUTE_MS);
  expect(await rig.events()).toEqual(['requested', 'reminded']);
});

describe('a request that is approved', () => {
  beforeEach(() => rig.ask(bot));

  test('and cannot be attempted yet ends when its task is seen to have started', async () => {
    rig.dds.rereadThenCancel = async () => ({ reading: unreadable(), cancellation: null });
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.dds.task = aTask({ status: 'Running' });
    await rig.clock.advance(MINUTE_MS);
    expect(await closing()).toMatchObject({ event: 'closed', reason: 'started' });
    expect(rig.dds.deletes).toEqual([]);
  });

  test('and was attempted is left to the attempt, which ends it as what it was', async () => {
    rig.dds.answers.push(() => TIMED_OUT);
    await rig.press(bot, 'U_LEAD', APPROVE);
    rig.dds.unreadable = true;
    await rig.clock.advance(5 * MINUTE_MS);
    expect(lists()).toEqual([]);
    expect(await rig.request()).toMatchObject({ state: 'unknown' });
  });
});

describe('a DDS that cannot be read', () => {
  beforeEach(async () => {
    await rig.ask(bot);
    rig.dds.unreadable = true;
  });

  test('is looked at after longer and longer pauses, and ends nothing', async () => {
    await rig.clock.advance(20 * MINUTE_MS);
    expect(lists()).toEqual([60, 120, 240, 480, 780, 1080]);
    expect(await rig.events()).toEqual(['requested']);
    rig.dds.unreadable = false;
    await rig.clock.advance(6 * MINUTE_MS);
    expect(lists().slice(6)).toEqual([1380, 1440, 1500, 1560]);
  });

  test('also where only the task itself cannot, and then is found to have started', async () => {
    rig.dds.list = async () => {
      rig.dds.lists.push({ at: rig.clock.now(), status: 'Pending' });
      return [];
    };
    await rig.clock.advance(10 * MINUTE_MS);
    expect(lists()).toEqual([60, 120, 240, 480]);
    expect(await rig.events()).toEqual(['requested']);
    Object.assign(rig.dds, { unreadable: false, task: aTask({ status: 'Running' }) });
    await rig.clock.advance(5 * MINUTE_MS);
    expect(await closing()).toMatchObject({ event: 'closed', reason: 'started' });
  });

  test('or a look that breaks inside the bot, is taken again and told of', async () => {
    const { list } = rig.dds;
    Object.assign(rig.dds, { unreadable: false, list: () => Promise.reject(new Error('broken')) });
    await rig.clock.advance(4 * MINUTE_MS);
    expect(bot.faults).toHaveLength(3);
    expect(bot.mended()).toBe(0);
    rig.dds.list = list;
    await rig.clock.advance(4 * MINUTE_MS);
    expect(bot.mended()).toBe(1);
  });
});

test('however many requests are open, one list tells of all of them', async () => {
  const tasks = Array.from({ length: 40 }, (_, index) => aTask({ id: idOf(index) }));
  for (const task of tasks) {
    rig.dds.task = task;
    await rig.ask(bot, { taskId: task.id });
  }
  const before = rig.dds.reads.length;
  rig.dds.list = async (status) => {
    rig.dds.lists.push({ at: rig.clock.now(), status });
    return tasks.slice(1);
  };
  rig.dds.task = aTask({ id: idOf(0), status: 'Running' });
  await rig.clock.advance(2 * MINUTE_MS);
  expect(lists()).toEqual([60, 120]);
  expect(rig.dds.reads.length - before).toBe(1);
  expect(await rig.request('r1')).toMatchObject({ state: 'closed', closeReason: 'started' });
  expect(await rig.request('r2')).toMatchObject({ state: 'pending' });
});

test('a look does not read what was withdrawn meanwhile', async () => {
  let release: () => void = () => undefined;
  await rig.ask(bot);
  const other = idOf(1);
  rig.dds.task = aTask({ id: other });
  await rig.ask(bot, { taskId: other });
  const before = rig.dds.reads.length;
  rig.dds.gate = new Promise((resolve) => {
    release = resolve;
  });
  rig.dds.list = async () => [];
  await rig.clock.advance(MINUTE_MS);
  await rig.press(bot, 'U_ASKER', WITHDRAW, 'r2');
  release();
  await settle();
  expect(rig.dds.reads.length - before).toBe(1);
});

test('a look that sees what is known does not touch the journal', async () => {
  let reads = 0;
  const { read } = rig.journal;
  const counted = rig.start({
    ...rig.journal,
    read(id) {
      reads += 1;
      return read(id);
    },
  });
  await rig.ask(counted);
  const before = reads;
  await rig.clock.advance(10 * MINUTE_MS);
  expect(lists()).toHaveLength(10);
  expect(reads).toBe(before);
});

test('what was seen and could not be journaled is looked at again: it may be otherwise by then', async () => {
  let full = true;
  const { append } = rig.journal;
  const broken = rig.start({
    ...rig.journal,
    async append(end, event) {
      if (event.event === 'closed' && full) throw new Error('disk full');
      return append(end, event);
    },
  });
  await rig.ask(broken);
  rig.dds.task = aTask({ status: 'Running' });
  await rig.clock.advance(MINUTE_MS);
  expect(broken.faults).toHaveLength(1);
  rig.dds.task = aTask({ status: 'Completed' });
  full = false;
  await rig.clock.advance(MINUTE_MS);
  expect(await closing()).toMatchObject({ reason: 'finished', status: 'Completed' });
});

test('what was seen before a task changed does not change it back', async () => {
  await rig.ask(bot);
  let release: () => void = () => undefined;
  rig.dds.gate = new Promise((resolve) => {
    release = resolve;
  });
  const old = rig.dds.task;
  rig.dds.list = async () => {
    await rig.dds.gate;
    return old === null ? [] : [old];
  };
  await rig.clock.advance(MINUTE_MS);
  rig.clock.jump(1000);
  const data = { event: 'task_changed', task: aTask({ kind: 'REBOOT' }) } as const;
  await bot.recorder.append(await rig.request(), 'bot', data);
  release();
  await settle();
  expect(await rig.events()).toEqual(['requested', 'task_changed']);
});

function unreadable(): Reading {
  const fault = { ...TIMED_OUT.fault };
  return { beganAt: momentOf(rig.clock), found: 'unreadable', fault, retryAfterMs: null };
}

function idOf(index: number): string {
  return `3861199d-c196-4791-bcd0-${String(index).padStart(12, '0')}`;
}
