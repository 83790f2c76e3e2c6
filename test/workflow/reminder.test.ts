import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../src/workflow/ports.ts';
import { afterNoon, aTask } from '../request/events.ts';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig } from './rig.ts';

cleanUpRigs();
const MINUTE_MS = 60_000;
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  // Open for an hour from noon; DDS plans the task for long after that.
  rig = await openRig();
  bot = rig.start();
  await rig.ask(bot);
});

async function reminders(): Promise<number> {
  return (await rig.events()).filter((event) => event === 'reminded').length;
}

/** Starts another bot, as a supervisor does, on what the journal says by then. */
async function restarted(): Promise<Bot> {
  const next = rig.start(await rig.reopened());
  for (const id of await rig.journal.unfinished()) next.engine.wake(id);
  await settle();
  return next;
}

test('a request that nobody decides is reminded of once, half-way, and expires when it must', async () => {
  await rig.clock.advance(30 * MINUTE_MS - 1);
  expect(rig.posted()).toEqual(['card', '1 requested']);
  await rig.clock.advance(1);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 reminded']);
  await rig.clock.advance(30 * MINUTE_MS);
  expect(rig.posted()).toEqual(['card', '1 requested', '2 reminded', '3 closed']);
});

test('one that was decided is not reminded of', async () => {
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.clock.advance(60 * MINUTE_MS);
  expect(await reminders()).toBe(0);
});

test('a task planned for before that is reminded of ten minutes before its start', async () => {
  const early = await openRig();
  early.dds.task = aTask({ plannedStart: afterNoon(1500).toISOString() });
  await early.ask(early.start());
  await early.clock.advance(900_000);
  expect(early.posted().at(-1)).toBe('2 reminded');
});

test('the card stays of the same revision, so a click on what was shown before still counts', async () => {
  const { revision } = await rig.request();
  const [card] = (await rig.journal.postings('r1')).flatMap(({ message }) => message ?? []);
  await rig.clock.advance(30 * MINUTE_MS);
  expect(await reminders()).toBe(1);
  const at = card ?? { channel: '', ts: '' };
  const press = { user: 'U_LEAD', request: 'r1', revision, card: at };
  expect(await bot.presses.decide(press, APPROVE)).toEqual({ answer: 'done' });
});

describe('a bot that was down at that moment', () => {
  beforeEach(() => bot.engine.close());

  test('reminds late, as long as the request is open', async () => {
    await rig.clock.advance(59 * MINUTE_MS);
    await restarted();
    expect(rig.posted()).toEqual(['card', '1 requested', '2 reminded']);
  });

  test('does not, once the request has expired', async () => {
    await rig.clock.advance(60 * MINUTE_MS);
    await restarted();
    expect(rig.posted()).toEqual(['card', '1 requested', '2 closed']);
  });
});

describe('nobody is reminded twice', () => {
  test('by a bot that starts after the reminder', async () => {
    await rig.clock.advance(30 * MINUTE_MS);
    await bot.engine.close();
    await restarted();
    await rig.clock.advance(20 * MINUTE_MS);
    expect(await reminders()).toBe(1);
  });

  test('by two bots on one journal', async () => {
    await restarted();
    await rig.clock.advance(50 * MINUTE_MS);
    expect(await reminders()).toBe(1);
    expect(rig.posted().filter((what) => what.includes('reminded'))).toHaveLength(1);
  });

  test('by two bots that have both seen that it is due', async () => {
    let waiting = 0;
    let open: () => void = () => undefined;
    const bothWait = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow = (journal: Journal): Journal => ({
      ...journal,
      async append(end, event) {
        if (event.event === 'reminded' && ++waiting === 2) open();
        if (event.event === 'reminded') await bothWait;
        return journal.append(end, event);
      },
    });
    await bot.engine.close();
    for (const journal of [rig.journal, await rig.reopened()])
      rig.start(slow(journal)).engine.wake('r1');
    await rig.clock.advance(30 * MINUTE_MS);
    expect(waiting).toBe(2);
    expect(await reminders()).toBe(1);
  });
});

test('a click whose decision meets the reminder is decided again on what that left, and counts', async () => {
  let meet: () => Promise<unknown> = async () => undefined;
  const asked = rig.people.standing;
  rig.people.standing = async (...of) => {
    await meet();
    return asked(...of);
  };
  meet = async () => {
    meet = async () => undefined;
    await rig.clock.advance(30 * MINUTE_MS);
    expect(await reminders()).toBe(1);
  };
  expect(await rig.press(bot, 'U_LEAD', APPROVE)).toEqual({ answer: 'done' });
  expect(rig.people.asked).toEqual(['requester U_ASKER', 'approver U_LEAD', 'approver U_LEAD']);
  expect((await rig.events()).slice(1)).toEqual([
    ...['reminded', 'approved', 'attempted', 'cancelled'],
  ]);
  expect(rig.dds.deletes).toHaveLength(1);
});
