import { afterEach, describe, expect, test } from '@jest/globals';
import type { SandboxTask } from '../../src/sandbox/dds/task.ts';
import { passAMinute } from './pass-a-minute.ts';
import {
  BOTH_TRANSPORTS,
  IRIS,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
  TOMO,
} from './stage.ts';

const DBA = { id: 'S0DBA', handle: 'dba' };

describe.each(BOTH_TRANSPORTS)('over %s, a target with approvers of its own', (transport) => {
  let stage: Stage;
  let task: SandboxTask;
  const open = async (approvers: string, options: StageOptions = {}) => {
    const furtherTargets = { ledger: { approvers } };
    stage = await openStage({ transport, speed: 30, furtherTargets, ...options });
    const ledger = stage.clouds.get('ledger');
    if (ledger === undefined) throw new Error('There is no second cloud.');
    task = ledger.addTask();
  };
  const ledgerCancels = () => stage.clouds.get('ledger')?.cancellations.length;
  afterEach(() => stage.close());

  test('names and mentions them on its cards, and lets nobody else decide', async () => {
    await open(TOMO);
    const card = await stage.ask('', task);
    expect(card.text).toContain(`<@${TOMO}> may approve`);
    expect(card.text).not.toContain('S0ONCALL');
    await stage.press(OMAR, 'Approve', card);
    await stage.isTold(OMAR, 'You may not decide this request: you are not on the list');
    await stage.press(TOMO, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(ledgerCancels()).toBe(1);

    const elsewhere = await stage.ask();
    expect(elsewhere.text).toContain('<!subteam^S0ONCALL> may approve');
    await stage.press(TOMO, 'Approve', elsewhere);
    await stage.isTold(TOMO, 'You may not decide this request: you are not on the list');
    await stage.press(OMAR, 'Approve', elsewhere);
    await stage.trailSays(elsewhere, 'DDS confirmed the cancellation');
  });

  test('is not asked for where none of them could approve, though others could elsewhere', async () => {
    await open(MAYA);
    await stage.slack.command(MAYA, OPS, `/dds-cancel ${task.jobId}`);
    await stage.isTold(MAYA, 'Nobody could approve this here');
    expect(stage.slack.messages(OPS)).toEqual([]);
    await stage.ask();
  });

  test('asks about the earlier ones again at the last approval', async () => {
    const groups = [
      { ...DBA, users: [IRIS] },
      { id: 'S0ONCALL', handle: 'oncall', users: [OMAR, IRIS] },
    ];
    const more = { slack: { groups }, env: { REQUIRED_APPROVALS: '2' } };
    await open(`${TOMO},${OMAR},${DBA.id}`, more);
    const card = await stage.ask('', task);
    await stage.press(IRIS, 'Approve', card);
    await stage.trailSays(card, `<@${IRIS}> approved (1 of 2).`);
    // Still an approver of the other target.
    stage.slack.world.addGroup({ ...DBA, users: [] });
    await passAMinute(stage);
    await stage.press(TOMO, 'Approve', card);
    await stage.trailSays(card, `The approval of <@${IRIS}> no longer counted.`);
    expect(ledgerCancels()).toBe(0);
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(ledgerCancels()).toBe(1);
  });
});
