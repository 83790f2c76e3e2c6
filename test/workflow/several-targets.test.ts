import { beforeEach, describe, expect, test } from '@jest/globals';
import { aTask } from '../request/events.ts';
import { createFakeDds, type FakeDds, REFUSED } from './fakes.ts';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig, TRY_AGAIN, WITHDRAW } from './rig.ts';

cleanUpRigs();
const MINUTE_MS = 60_000;
const HERE = aTask().target;
const TIMED_OUT = { kind: 'timed out', status: null };
let rig: Rig;
let ledger: FakeDds;
let bot: Bot;

beforeEach(async () => {
  rig = await openRig();
  ledger = createFakeDds(aTask({ target: 'ledger' }), rig.clock);
  bot = rig.start(rig.journal, rig.dds, ledger);
});

describe('a task is looked for in all targets at once', () => {
  test('and found in the one that lists it', async () => {
    rig.dds.task = null;
    expect(await rig.ask(bot)).toEqual({ answer: 'asked' });
    expect((await rig.request()).task.target).toBe('ledger');
    await rig.press(bot, 'U_LEAD', APPROVE);
    expect([rig.dds.deletes.length, ledger.deletes.length]).toEqual([0, 1]);
  });

  test('also where one of them cannot be read, which is then named', async () => {
    rig.dds.unreadable = true;
    expect(await rig.ask(bot)).toMatchObject({
      ...{ answer: 'asked', unread: [{ target: HERE, fault: TIMED_OUT }] },
    });
    expect((await rig.request()).task.target).toBe('ledger');
  });

  test('and where nobody lists it, those that could not be read are named', async () => {
    rig.dds.unreadable = true;
    ledger.task = null;
    expect(await rig.ask(bot)).toMatchObject({
      ...{ answer: 'not found', without: ['ledger'] },
      unread: [{ target: HERE, fault: TIMED_OUT }],
    });
    expect(await rig.events()).toEqual([]);
  });

  test('and what else is answered names them too', async () => {
    rig.dds.unreadable = true;
    ledger.task = aTask({ target: 'ledger', status: 'Running' });
    expect(await rig.ask(bot)).toMatchObject({
      ...{ answer: 'not pending', unread: [{ target: HERE }] },
    });
  });

  test('and one that hangs is not waited for long once another lists it', async () => {
    rig.dds.gate = new Promise(() => undefined);
    const asking = rig.ask(bot);
    await settle();
    await rig.clock.advance(2_999);
    expect(await rig.events()).toEqual([]);
    await rig.clock.advance(1);
    expect(await asking).toEqual({ answer: 'asked', unread: [{ target: HERE, fault: null }] });
    expect((await rig.request()).task.target).toBe('ledger');
  });

  test('and one that is slow is waited for while no other lists it', async () => {
    ledger.task = null;
    let go: () => void = () => undefined;
    rig.dds.gate = new Promise((resolve) => {
      go = resolve;
    });
    const asking = rig.ask(bot);
    await settle();
    await rig.clock.advance(20_000);
    expect(await rig.events()).toEqual([]);
    go();
    expect(await asking).toEqual({ answer: 'asked' });
  });
});

describe('an id that two targets list', () => {
  test('is asked back for, and nothing is posted', async () => {
    expect(await rig.ask(bot)).toEqual({
      ...{ answer: 'in several targets', taskId: aTask().id, targets: [HERE, 'ledger'] },
    });
    expect([await rig.events(), rig.posted()]).toEqual([[], []]);
  });

  test('is one open request in each, and never two in one', async () => {
    expect(await rig.ask(bot, { target: HERE })).toEqual({ answer: 'asked' });
    expect(await rig.ask(bot, { target: 'ledger' })).toEqual({ answer: 'asked' });
    for (const target of [HERE, 'ledger'])
      expect(await rig.ask(bot, { target })).toMatchObject({ answer: 'open already' });
    await rig.press(bot, 'U_LEAD', APPROVE, 'r2');
    expect([rig.dds.deletes.length, ledger.deletes.length]).toEqual([0, 1]);
    expect(await rig.events('r1')).toEqual(['requested']);
  });
});

describe('the tasks of open requests are looked at', () => {
  beforeEach(async () => {
    await rig.ask(bot, { target: HERE });
    await rig.ask(bot, { target: 'ledger' });
  });

  test('with one list a minute in each target', async () => {
    await rig.clock.advance(3 * MINUTE_MS);
    expect([rig.dds.lists.length, ledger.lists.length]).toEqual([3, 3]);
  });

  test('and a target that hangs does not keep another from it', async () => {
    rig.dds.gate = new Promise(() => undefined);
    ledger.task = aTask({ target: 'ledger', status: 'Running' });
    await rig.clock.advance(MINUTE_MS);
    expect(await rig.request('r2')).toMatchObject({ state: 'closed' });
    expect(await rig.request('r1')).toMatchObject({ state: 'pending' });
  });
});

describe('once a target has left the configuration', () => {
  const GONE = { answer: 'no such target', target: 'ledger' };
  beforeEach(async () => {
    rig.dds.task = null;
    await rig.ask(bot);
  });

  test('an approval is told so and changes nothing', async () => {
    const without = rig.start(rig.journal, rig.dds);
    expect(await rig.press(without, 'U_LEAD', APPROVE)).toEqual(GONE);
    expect(await rig.events()).toEqual(['requested']);
    expect(await rig.press(without, 'U_ASKER', APPROVE)).toMatchObject({ answer: 'refused' });
  });

  test('so is a try again', async () => {
    ledger.answers.push(...Array.from({ length: 3 }, () => () => REFUSED));
    await rig.press(bot, 'U_LEAD', APPROVE);
    await rig.clock.advance(7 * MINUTE_MS);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled' });
    const without = rig.start(rig.journal, rig.dds);
    expect(await rig.press(without, 'U_LEAD', TRY_AGAIN)).toEqual(GONE);
    expect(await rig.request()).toMatchObject({ state: 'not cancelled' });
  });

  test('its request can still be rejected and withdrawn', async () => {
    const without = rig.start(rig.journal, rig.dds);
    expect(await rig.press(without, 'U_ASKER', WITHDRAW)).toEqual({ answer: 'done' });
    expect(await rig.request()).toMatchObject({ state: 'withdrawn' });
  });
});

describe('a target that is named', () => {
  test('is the only one that is read', async () => {
    expect(await rig.ask(bot, { target: 'ledger' })).toEqual({ answer: 'asked' });
    expect(rig.dds.reads).toEqual([]);
    expect((await rig.request()).task.target).toBe('ledger');
  });

  test('and is none is told with those there are, and nothing is read', async () => {
    const targets = [HERE, 'ledger'];
    expect(await rig.ask(bot, { target: 'lab' })).toEqual({
      ...{ answer: 'unknown target', target: 'lab', targets },
    });
    expect([rig.dds.reads, ledger.reads]).toEqual([[], []]);
  });

  test('is told to nobody who may not ask', async () => {
    rig.people.kinds.set('U_ASKER', 'guest');
    expect(await rig.ask(bot, { target: 'lab' })).toEqual({ answer: 'not eligible', why: 'guest' });
  });
});
