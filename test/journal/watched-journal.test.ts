import { expect, test } from '@jest/globals';
import { watchedJournal } from '../../src/journal/watched-journal.ts';
import type { Journal } from '../../src/workflow/ports.ts';
import { createManualClock } from '../workflow/manual-clock.ts';

const FULL = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

/** A journal whose disk is full until told otherwise. */
function onAFullDisk() {
  const disk = { isFull: true };
  const write = async () => {
    if (disk.isFull) throw FULL;
  };
  const journal = { recordPosting: write, probe: write, close: async () => undefined };
  const clock = createManualClock(new Date('2026-01-31T10:00:00Z'));
  const health: boolean[] = [];
  const onHealth = (isBroken: boolean) => void health.push(isBroken);
  const watched = watchedJournal(journal as unknown as Journal, { clock, onHealth });
  const posting = { kind: 'card', number: 1, begunAt: '', message: null, refused: null } as const;
  return { disk, clock, health, watched, record: () => watched.recordPosting('r1', posting) };
}

test('what the database says is told as one kind of fault, with its own code', async () => {
  const { record, health } = onAFullDisk();
  await expect(record()).rejects.toMatchObject({
    ...{ name: 'JournalFault', code: 'SQLITE_FULL', cause: FULL },
  });
  expect(health).toEqual([true]);
});

test('once it failed it is probed until it can be written, though nobody writes', async () => {
  const { record, health, disk, clock } = onAFullDisk();
  await expect(record()).rejects.toThrow();
  await clock.advance(20_000);
  expect(new Set(health)).toEqual(new Set([true]));
  disk.isFull = false;
  await clock.advance(10_000);
  expect(health.at(-1)).toBe(false);
  expect(clock.timers()).toBe(0);
});

test('it is not probed any more once it is closed', async () => {
  const { record, watched, clock } = onAFullDisk();
  await expect(record()).rejects.toThrow();
  await watched.close();
  expect(clock.timers()).toBe(0);
});
