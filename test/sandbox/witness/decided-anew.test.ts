import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unavailable503 } from '../../../src/sandbox/dds/answer-faults.ts';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { IRIS, MAYA, OMAR, openStage, type Stage } from '../../journeys/stage.ts';
import { evidenceOf } from '../../torture/evidence-of.ts';
import type { Draft } from './run.ts';

let directory: string;
let stage: Stage;
let good: Draft;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'witness-'));
  const databasePath = join(directory, 'journal.db');
  const env = { DATABASE_PATH: databasePath, DDS_TIMEOUT_MS: '400' };
  stage = await openStage({ speed: 40, env });
  const { slack, dds, task } = stage;
  const card = await stage.ask();
  dds.revokePermission('cancel');
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, 'Not cancelled.');
  dds.changeTask(task.jobId, { jobName: 'REBOOT' });
  await stage.press(MAYA, 'Try again', card);
  await stage.trailSays(card, 'All approvals became void.');
  await slack.until(() => stage.cardNow(card).includes('Reject'));
  dds.fail({ kind: 'list', times: 1_000 }, unavailable503());
  await stage.press(OMAR, 'Approve', card);
  await slack.until(() => /Approved; .*Reject/.test(stage.cardNow(card)));
  await stage.press(IRIS, 'Reject', card);
  const view = await slack.until(() => slack.openViewOf(IRIS));
  await slack.submitView(IRIS, view.id, { reason: { reason: 'another task now' } });
  await stage.trailSays(card, 'rejected the request');
  await slack.until(() => stage.cardNow(card).includes('"Rejected"'));
  const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 400 };
  good = (await evidenceOf(stage, databasePath, { ...policy, onTheWayMs: 2_000 })) as Draft;
}, 60_000);
afterAll(async () => {
  await stage.close();
  await rm(directory, { recursive: true, force: true });
});

test('a task that changed after an attempt may be rejected, approved or not: it is decided on anew', () => {
  expect(witness(good)).toEqual([]);
});

const SHUT = { event: 'closed', by: 'bot' };

/** Of the last three events, changed, approved and rejected: which are left out, and which one is another. */
test.each([
  ['a rejection after an attempt on it', [], -2, { event: 'attempted' }, /rejected follows canc/],
  ['a rejection of what is tried again', [-3, -2], -1, {}, /rejected follows approved/],
  [
    'what is approved and has no outcome',
    ...[[], -1, { ...SHUT, reason: 'started', status: 'Running' }, /closed follows approved/],
  ],
  [
    'what is closed as cancelled by others, without proof',
    ...[[-2], -1, { ...SHUT, reason: 'cancelled elsewhere', status: 'Canceled' }, /own may have/],
  ],
] as const)('the witness names %s', (_, without, place, instead, named) => {
  const draft = structuredClone(good);
  Object.assign(draft.journal.at(place) ?? {}, instead);
  for (const left of without) draft.journal.splice(left, 1);
  expect(witness(draft)).toContainEqual(expect.stringMatching(named));
});
