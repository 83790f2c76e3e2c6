import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import * as run from './run.ts';
import { CANCELLED, type Draft, deleteIn, eventOf } from './run.ts';

let good: Draft;
beforeAll(async () => {
  good = await run.goodRun();
});

const HOUR_LATER = { start_time: '2031-01-31T10:00:00+0000' };

test.each([
  ['kind', { job_name: 'REBOOT' }, /is of a task of kind REBOOT, and people saw RESIZE_FLAVOR/],
  ['instance', { instance_id: 'other' }, /is of a task of instance other, and people saw/],
  ['planned start', HOUR_LATER, /is of a task planned for 2031-01-31T10:00:00\+0000, and people/],
])('a DELETE of a task that had got another %s is named, and nothing else is', (_, row, named) => {
  expect(witnessed(before, row)).toEqual([expect.stringMatching(named)]);
});

test('what changed after the last read before the DELETE, nobody could know', () => {
  expect(witnessed(deleteIn(good).at, { job_name: 'REBOOT' })).toEqual([]);
});

test('a planned start that does not parse, or moved by less than a minute, is no other', () => {
  const { plannedStart } = run.found(eventOf(good, CANCELLED, 1).task);
  const start = run
    .later(plannedStart ?? '', 59_000)
    .toISOString()
    .slice(0, 19);
  expect(witnessed(before, { start_time: `${start}+0000` })).toEqual([]);
  expect(witnessed(before, { start_time: '' })).toEqual([]);
});

const before = new Date(0);

/** What is found where DDS held the task with these fields from then on. */
function witnessed(from: Date, fields: Record<string, unknown>): readonly string[] {
  const draft = structuredClone(good);
  const { history } = run.found(
    draft.dds.tasks.find(({ jobId }) => jobId === deleteIn(draft).jobId),
  );
  const held = run.found(history.findLast(({ at }) => at <= deleteIn(draft).at));
  if (from === before) Object.assign(held.row ?? {}, fields);
  else history.splice(history.indexOf(held) + 1, 0, { ...held, at: from, row: fields });
  return witness(draft);
}
