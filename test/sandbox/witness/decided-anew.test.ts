import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { IRIS, MAYA, OMAR, openStage } from '../../journeys/stage.ts';
import { evidenceOf } from '../../torture/evidence-of.ts';

test('a task that changed after an attempt may be rejected: it is decided on anew', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'witness-'));
  const databasePath = join(directory, 'journal.db');
  const env = { DATABASE_PATH: databasePath, DDS_TIMEOUT_MS: '400' };
  const stage = await openStage({ speed: 40, env });
  const { slack, dds, task } = stage;
  try {
    const card = await stage.ask();
    dds.revokePermission('cancel');
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'Not cancelled.');
    dds.changeTask(task.jobId, { jobName: 'REBOOT' });
    await stage.press(MAYA, 'Try again', card);
    await stage.trailSays(card, 'All approvals became void.');
    await slack.until(() => stage.cardNow(card).includes('Reject'));
    await stage.press(IRIS, 'Reject', card);
    const view = await slack.until(() => slack.openViewOf(IRIS));
    await slack.submitView(IRIS, view.id, { reason: { reason: 'another task now' } });
    await stage.trailSays(card, 'rejected the request');
    await slack.until(() => stage.cardNow(card).includes('"Rejected"'));
    const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 400 };
    expect(
      witness(await evidenceOf(stage, databasePath, { ...policy, onTheWayMs: 2_000 })),
    ).toEqual([]);
  } finally {
    await stage.close();
    await rm(directory, { recursive: true, force: true });
  }
}, 30_000);
