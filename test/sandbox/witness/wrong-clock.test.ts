import { beforeAll, expect, test } from '@jest/globals';
import type { BotClock, Evidence } from '../../../src/sandbox/witness/evidence.ts';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { OMAR, openStage, type Stage } from '../../journeys/stage.ts';
import { evidenceOf } from '../../torture/evidence-of.ts';
import { noting } from '../../torture/noting.ts';

const MINUTE_MS = 60_000;
let good: Evidence & { readonly botClock: BotClock };

/** One request is cancelled while the bot's clock is eight minutes behind, one by a clock that is right again. */
beforeAll(async () => {
  const writtenAt: Record<string, Date> = {};
  const wrap = noting((hash) => {
    writtenAt[hash] = stage.now();
  });
  const stage: Stage = await openStage({ speed: 20, wrap });
  const { botClock } = stage;
  try {
    botClock.set(-8 * MINUTE_MS);
    await cancelOne(stage);
    botClock.set(8 * MINUTE_MS);
    await cancelOne(stage);
    const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000 };
    const path = stage.env['DATABASE_PATH'] ?? '';
    const clock = { settings: botClock.settings, writtenAt };
    const evidence = evidenceOf(stage, path, { ...policy, onTheWayMs: 2_000 }, [], clock);
    good = { ...evidence, botClock: clock };
  } finally {
    await stage.close();
  }
});

async function cancelOne(stage: Stage): Promise<void> {
  const task = stage.dds.addTask();
  const card = await stage.ask('', task);
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, 'DDS confirmed the cancellation');
  await stage.slack.until(() => stage.cardNow(card).includes('"Cancelled"'));
}

test('what a wrong clock dated is held against what DDS held when it was written down', () => {
  expect(witness(good)).toEqual([]);
});

test('by its date alone it is not true', () => {
  const { botClock: _, ...untold } = good;
  expect(witness(untold).join('\n')).toContain('is untrue: DDS had answered no such DELETE');
});

test('a date that no clock of the bot ever showed is found', () => {
  const { writtenAt, settings } = good.botClock;
  const allRight = { writtenAt, settings: settings.slice(0, 1) };
  expect(witness({ ...good, botClock: allRight }).join('\n')).toMatch(
    /it is dated -4\d{5} ms ahead, and the clock of the bot was by 0/,
  );
});

test('a date further ahead than the clock is found', () => {
  const settings = good.botClock.settings.map(({ from, aheadMs }) => ({
    ...{ from, aheadMs: aheadMs - MINUTE_MS },
  }));
  const found = witness({ ...good, botClock: { ...good.botClock, settings } }).join('\n');
  expect(found).toContain('and the clock of the bot was by -60000');
});

test('an event that nobody saw written down is found', () => {
  const [, ...others] = Object.entries(good.botClock.writtenAt);
  const writtenAt = Object.fromEntries(others);
  const found = witness({ ...good, botClock: { ...good.botClock, writtenAt } });
  expect(found).toContainEqual(expect.stringContaining('event 1: nobody saw it written down'));
});
