import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { OMAR } from '../../journeys/stage.ts';
import * as run from './run.ts';
import { type Draft, deleteIn } from './run.ts';

let good: Draft;
beforeAll(async () => {
  good = await run.goodRun();
});

type Change = readonly [what: string, changes: (draft: Draft) => void, named?: RegExp];

const BREAKS: readonly Change[] = [
  [
    'a DELETE on reads that did not show the task',
    (it) => readsIn(it).forEach((read) => void Object.assign(read, { listed: [] })),
    /without a fresh read that showed the task as Pending/,
  ],
  [
    'a DELETE on a read that showed another status',
    (it) => show(it, 'Running'),
    /without a fresh read that showed the task as Pending/,
  ],
  [
    'a DELETE on a read from before the deciding click',
    (it) => void Object.assign(reread(it), { at: run.later(click(it), -1) }),
    /came on a read that began before U0OMAR decided/,
  ],
  [
    'a DELETE after a read of its own had shown the task as Canceled',
    (it) => seeCanceled(it, -1_500),
    /came after a read had shown the task as Canceled/,
  ],
];

test.each(BREAKS)('the witness names %s, and nothing else', (_, changes, named) => {
  expect(witnessed(changes)).toEqual([expect.stringMatching(named ?? '')]);
});

test('the witness names a DELETE on a read of long ago', () => {
  const found = witnessed((it) => moveReads(it, -20_000));
  expect(found).toContainEqual(expect.stringMatching(/came without a fresh read/));
});

test('the witness names a DELETE after an ambiguous one that was not read back', () => {
  const found = witnessed((it) => deleteBefore(it, 500));
  expect(found).toContainEqual(expect.stringMatching(/without a read after the DELETE before it/));
});

const KEEPS: readonly Change[] = [
  [
    'a read as old as the click',
    (it) => void Object.assign(reread(it), { at: new Date(click(it)) }),
  ],
  ['an answer that was on its way', (it) => seeCanceled(it, -500)],
  ['a call that was turned away, without another read', (it) => deleteBefore(it, 429)],
];

test.each(KEEPS)('the witness says nothing about %s', (_, changes) => {
  expect(witnessed(changes)).toEqual([]);
});

function witnessed(changes: (draft: Draft) => void): readonly string[] {
  const draft = structuredClone(good);
  changes(draft);
  return witness(draft);
}

function readsIn(draft: Draft) {
  const before = (at: Date) => at < deleteIn(draft).at;
  return draft.dds.calls.filter(({ kind, at }) => kind === 'list' && before(at));
}

/** The one on which the DELETE was sent. */
function reread(draft: Draft) {
  return run.found(readsIn(draft).at(-1));
}

function moveReads(draft: Draft, ms: number): void {
  for (const read of readsIn(draft)) read.at = run.later(read.at, ms);
}

function show(draft: Draft, status: string): void {
  for (const { listed = [] } of readsIn(draft))
    for (const row of listed) row['job_status'] = status;
}

/** When Omar approved. */
function click({ slack }: Draft): string {
  return run.found(slack.deliveries.find(({ userId }) => userId === OMAR)).at;
}

function seeCanceled(draft: Draft, ms: number): void {
  const seen = structuredClone(reread(draft));
  for (const row of seen.listed ?? []) row['job_status'] = 'Canceled';
  seen.finishedAt = run.later(deleteIn(draft).at, ms);
  draft.dds.calls.push(seen);
}

/** One more DELETE of the same attempt, after the last read. */
function deleteBefore({ dds, ...draft }: Draft, status: number): void {
  const one = deleteIn({ dds, ...draft });
  const finishedAt = new Date(one.at);
  dds.calls.splice(dds.calls.indexOf(one), 0, { ...one, status, finishedAt, requestId: 'first' });
  one.at = run.later(one.at, 1);
}
