import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { CONFIRMED, throttled } from './fakes.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, WITHDRAW } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig();
  bot = rig.start();
  await rig.ask(bot);
  await rig.clock.advance(1000);
});

describe('an approved request', () => {
  test('is cancelled at once, and the attempt is in the journal before the DELETE', async () => {
    let journaled: string[] = [];
    rig.dds.answers.push(async () => {
      journaled = await rig.events();
      return CONFIRMED;
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(journaled).toEqual(['requested', 'approved', 'attempted']);
    expect(rig.dds.deletes).toHaveLength(1);
    expect(await rig.request()).toMatchObject({
      ...{ state: 'cancelled', how: 'confirmed', callId: 'id-204' },
    });
  });

  test('is read after the deciding click, never before', async () => {
    await rig.press(bot, 'U_LEAD', APPROVE);
    const approvedAt = Date.parse((await rig.journal.read('r1'))[1]?.at ?? '');
    expect(rig.dds.reads.at(-1)?.getTime()).toBeGreaterThanOrEqual(approvedAt);
  });

  test('is told of in Slack once for each event, in order, under one card', async () => {
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(60_000);
    expect(rig.posted()).toEqual([
      ...['card', '1 requested', '2 approved', '3 attempted', '4 cancelled'],
    ]);
    expect(rig.slack.edits.at(-1)).toBe('cancelled');
    expect(await rig.journal.unfinished()).toEqual([]);
  });

  test('leaves no timer behind once all is done', async () => {
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(1000);
    expect(rig.clock.timers()).toBe(0);
  });

  test('is not attempted while approvals are missing', async () => {
    const two = await openRig({ required: 2 });
    const other = two.start();
    await two.ask(other);
    await two.press(other, 'U_LEAD', APPROVE);
    await two.clock.advance(60_000);
    expect(two.dds.deletes).toEqual([]);
    await two.press(other, 'U_OTHER', APPROVE);
    expect(two.dds.deletes).toHaveLength(1);
  });
});

describe('no DELETE is sent', () => {
  test.each([
    ['Running', 'closed'],
    ['Completed', 'closed'],
    ['Canceled', 'closed'],
  ])('for a task that DDS lists as %s by then', async (status, state) => {
    rig.dds.task = aTask({ status });
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toEqual([]);
    expect(await rig.request()).toMatchObject({ state, status });
  });

  test('for a task that changed, whose approvals become void with a new revision', async () => {
    rig.dds.task = aTask({ kind: 'REBOOT' });
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toEqual([]);
    expect(await rig.request()).toMatchObject({ state: 'pending', revision: 2, approvers: [] });
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('for a task that is gone', async () => {
    rig.dds.task = null;
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'gone' });
  });

  test('where the request expires between the re-read and the attempt', async () => {
    rig.dds.beforeGo = async () => rig.clock.jump(3_600_000);
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toEqual([]);
    expect(await rig.events()).toEqual(['requested', 'approved', 'closed']);
  });

  test('where the re-read is 10 s old when there is room for the call: it is read again', async () => {
    let waits = 1;
    rig.dds.beforeGo = async () => rig.clock.jump(waits-- > 0 ? 10_000 : 0);
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toEqual([]);
    await rig.clock.advance(1000);
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('where the requester withdraws between the re-read and the attempt', async () => {
    rig.dds.beforeGo = async () => {
      rig.dds.beforeGo = async () => undefined;
      await rig.press(bot, 'U_ASKER', WITHDRAW);
    };
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(60_000);
    expect(rig.dds.deletes).toEqual([]);
    expect(await rig.events()).toEqual(['requested', 'approved', 'withdrawn']);
  });

  test('after expiry: a request nobody approved is closed by itself, at that moment', async () => {
    await rig.clock.advance(3_598_999);
    expect(await rig.request()).toMatchObject({ state: 'pending' });
    await rig.clock.advance(1);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'expired' });
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect(rig.dds.deletes).toEqual([]);
  });
});

describe('a re-read that fails', () => {
  test('is repeated, more and more slowly, and the task is cancelled once it can be read', async () => {
    rig.dds.unreadable = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(60_000);
    const reads = rig.dds.reads.length;
    expect(reads).toBeGreaterThan(7);
    expect(reads).toBeLessThan(25);
    rig.dds.unreadable = false;
    await rig.clock.advance(10_000);
    expect(rig.dds.deletes).toHaveLength(1);
  });

  test('is repeated until expiry and no longer', async () => {
    rig.dds.unreadable = true;
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(3_599_000);
    expect(await rig.request()).toMatchObject({ state: 'closed', closeReason: 'expired' });
    const reads = rig.dds.reads.length;
    rig.dds.unreadable = false;
    await rig.clock.advance(600_000);
    expect(rig.dds.reads).toHaveLength(reads);
    expect(rig.dds.deletes).toEqual([]);
  });
});

describe('a throttled DELETE', () => {
  test('goes on as the same attempt, not before DDS asked for', async () => {
    rig.dds.answers.push(
      () => throttled(20_000),
      () => throttled(null),
    );
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(19_999);
    expect(rig.dds.deletes).toHaveLength(1);
    await rig.clock.advance(10_000);
    expect(rig.dds.deletes).toHaveLength(3);
    expect(await rig.events()).toEqual(['requested', 'approved', 'attempted', 'cancelled']);
  });

  test('is not called unknown because DDS cannot be read for a while: nothing was executed', async () => {
    rig.dds.answers.push(() => {
      rig.dds.unreadable = true;
      return throttled(null);
    });
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(200_000);
    rig.dds.unreadable = false;
    await rig.clock.advance(20_000);
    expect(await rig.request()).toMatchObject({ state: 'cancelled', how: 'confirmed' });
  });

  test('is not repeated once the request has expired', async () => {
    rig.dds.answers.push(() => throttled(3_599_000));
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(4_000_000);
    expect(rig.dds.deletes).toHaveLength(1);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled', status: 'Pending' });
  });
});
