import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { IRIS, MAYA, OPS } from '../../journeys/stage.ts';
import * as run from './run.ts';
import { type Draft, WAITING } from './run.ts';

let good: Draft;
let waiting: Draft;
beforeAll(async () => {
  [good, waiting] = await Promise.all([run.goodRun(), run.waitingRun()]);
});

const NOBODY = /^GET \S+ at \S+: nobody had asked who may ask$/;

test.each([
  ['a list of others', (it: Draft) => void Object.assign(it.policy, { requesters: [IRIS] })],
  ['other channels alone', (it: Draft) => void Object.assign(it.policy, { channels: ['C0OTHER'] })],
  ['full members alone', (it: Draft) => void Object.assign(it.slack, { fullMembers: [IRIS] })],
  [
    'members of the channel alone',
    (it: Draft) => void Object.assign(opsIn(it), { everMembers: [IRIS] }),
  ],
])('where %s may ask, the look-up of another command is named', (_, changes) => {
  const found = witnessed(good, changes);
  expect(found.length).toBeGreaterThan(0);
  for (const fault of found) expect(fault).toMatch(NOBODY);
});

test('where the list and the channels fit, nothing is named', () => {
  const fitting = { requesters: [MAYA], channels: [OPS] };
  expect(witnessed(good, (it) => void Object.assign(it.policy, fitting))).toEqual([]);
});

test('DDS is read on and on for what is open, and for nothing else', () => {
  expect(witnessed(good, (it) => readLater(it))).toEqual([expect.stringMatching(NOBODY)]);
  expect(witnessed(waiting, (it) => readLater(it))).toEqual([]);
  const ofAnother = { instance_id: `${'0'.repeat(32)}in02` };
  expect(witnessed(waiting, (it) => readLater(it, ofAnother))).toEqual([
    expect.stringMatching(NOBODY),
  ]);
});

function witnessed(from: Draft, changes: (draft: Draft) => void): readonly string[] {
  const draft = structuredClone(from);
  changes(draft);
  return witness(draft);
}

function opsIn({ slack }: Draft) {
  return run.found(slack.channels.find(({ id }) => id === OPS));
}

/** One more read, long after anybody did anything. */
function readLater(draft: Draft, query: Record<string, string> = {}): void {
  const list = run.found(draft.dds.calls.find(({ kind }) => kind === 'list'));
  const { expiresAt } = run.eventOf(draft, WAITING, 1);
  draft.dds.calls.push({ ...list, query, at: run.later(expiresAt ?? '', 2 * 3_600_000) });
}
