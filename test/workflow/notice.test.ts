import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Posted } from '../../src/workflow/posting.ts';
import { ARCHIVED, DOWN, NO_ANSWER } from './fakes.ts';
import { settle } from './manual-clock.ts';
import { APPROVE, type Bot, cleanUpRigs, openRig, type Rig } from './rig.ts';

cleanUpRigs();
let rig: Rig;
let bot: Bot;
beforeEach(async () => {
  rig = await openRig({ required: 2 });
  bot = rig.start();
  await rig.ask(bot);
});

const CANCELLED = 'U_ASKER: is_archived, cancelled';
const NOBODY: Posted & { posted: 'never' } = { posted: 'never', error: 'user_not_found' };

/** Both approve, so the task is cancelled; each fate is that of one trail message. */
async function approved(...fates: typeof rig.slack.fates): Promise<void> {
  rig.slack.fates.push(...fates);
  await rig.press(bot, 'U_LEAD', APPROVE);
  await rig.press(bot, 'U_OTHER', APPROVE);
}

async function restarted(): Promise<void> {
  await bot.engine.close();
  bot = rig.start(await rig.reopened());
  for (const id of await rig.journal.unfinished()) bot.engine.wake(id);
  await settle();
}

test('what Slack refuses for good is told to the requester, and the rest goes on', async () => {
  await approved(ARCHIVED);
  await rig.clock.advance(0);
  expect(rig.slack.told.at(-1)).toMatch(/^U_ASKER: is_archived/);
  expect(rig.posted()).toEqual([
    ...['card', '1 requested', '3 approved', '4 attempted', '5 cancelled'],
  ]);
});

test('one direct message tells of all that was refused meanwhile, with how the request stands', async () => {
  let release: () => void = () => undefined;
  rig.slack.gate = new Promise((resolve) => {
    release = resolve;
  });
  await approved(ARCHIVED, ARCHIVED, ARCHIVED, ARCHIVED);
  release();
  await rig.clock.advance(0);
  expect(rig.slack.told).toEqual([CANCELLED]);
  expect(await rig.journal.unfinished()).toEqual([]);
});

test('what is refused later, in another state, is told again', async () => {
  await rig.press(bot, 'U_LEAD', APPROVE);
  rig.slack.fates.push(ARCHIVED, ARCHIVED);
  await rig.press(bot, 'U_LEAD', { do: 'reject', reason: '' });
  expect(rig.slack.told).toEqual(['U_ASKER: is_archived, rejected']);
});

describe('a direct message', () => {
  test('that Slack does not take for now is tried again, also by the next bot, until it is taken', async () => {
    rig.slack.noticeFates.push(DOWN, DOWN, DOWN);
    await approved(ARCHIVED, ARCHIVED, ARCHIVED, ARCHIVED);
    await restarted();
    await rig.clock.advance(60_000);
    expect(rig.slack.told.filter((told) => told === CANCELLED).length).toBeGreaterThan(2);
    expect(await rig.journal.unfinished()).toEqual([]);
    const times = rig.slack.told.length;
    await restarted();
    await rig.clock.advance(3_600_000);
    expect(rig.slack.told).toHaveLength(times);
  });

  test('that may have arrived is said again, after pauses that grow to an hour', async () => {
    rig.slack.noticeFates.push(...Array.from({ length: 99 }, () => NO_ANSWER));
    await approved('yes', 'yes', 'yes', ARCHIVED);
    expect(rig.slack.told).toEqual([CANCELLED]);
    await rig.clock.advance(14_999);
    expect(rig.slack.told).toHaveLength(1);
    await rig.clock.advance(1);
    expect(rig.slack.told).toHaveLength(2);
    await rig.clock.advance(24 * 3_600_000);
    expect(rig.slack.told.length).toBeLessThan(40);
    rig.slack.noticeFates.splice(0);
    await rig.clock.advance(3_600_000);
    expect(await rig.journal.unfinished()).toEqual([]);
  });

  test('that Slack refuses for good too is logged, and not tried again', async () => {
    rig.slack.noticeFates.push(NOBODY);
    await approved('yes', 'yes', 'yes', ARCHIVED);
    await restarted();
    await rig.clock.advance(3_600_000);
    expect(rig.slack.told).toEqual([CANCELLED]);
    expect(await rig.journal.unfinished()).toEqual([]);
  });

  test('waits for Slack to come back, as the trail does', async () => {
    rig.slack.noticeFates.push(DOWN);
    await approved('yes', 'yes', 'yes', ARCHIVED);
    rig.slack.down = true;
    await rig.clock.advance(3_600_000);
    expect(rig.slack.told).toEqual([CANCELLED]);
    rig.slack.down = false;
    await rig.clock.advance(30_000);
    expect(rig.slack.told).toEqual([CANCELLED, CANCELLED]);
  });
});
