import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { serverError } from '../../src/sandbox/dds/answer-faults.ts';
import { hang } from '../../src/sandbox/dds/connection-faults.ts';
import type { DdsSimulator } from '../../src/sandbox/dds/simulator.ts';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { evidenceOf } from '../torture/evidence-of.ts';
import {
  BOTH_TRANSPORTS,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
} from './stage.ts';

const HERE = 'ap-southeast-1';
const ID = '3861199d-c196-4791-bcd0-b45fde754f50';
const POLICY = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 1_000 };

describe.each(BOTH_TRANSPORTS)('over %s, with two targets', (transport) => {
  let stage: Stage;
  let ledger: DdsSimulator;
  const open = async (options: StageOptions = {}) => {
    const furtherTargets = { ledger: {} };
    stage = await openStage({ transport, speed: 20, furtherTargets, ...options });
    const cloud = stage.clouds.get('ledger');
    if (cloud === undefined) throw new Error('There is no second cloud.');
    ledger = cloud;
  };
  const type = (text: string) => stage.slack.command(MAYA, OPS, `/dds-cancel ${text}`);
  const kindsAt = ({ calls }: DdsSimulator) => calls.map(({ kind }) => kind);
  afterEach(() => stage.close());

  test('a task of the second is found, and only there cancelled', async () => {
    await open();
    const task = ledger.addTask();
    const card = await stage.ask('wrong size', task);
    expect(card.text).toContain('Target: ledger');
    expect(card.metadata?.event_payload).toMatchObject({ target: 'ledger', job_id: task.jobId });
    await stage.press(OMAR, 'Approve', card);
    const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(trail).toContain(`in ledger, task ${task.jobId}: wrong size`);
    expect(trail).toMatch(/It was about the .* in ledger, task /);
    expect(ledger.cancellations).toMatchObject([{ jobId: task.jobId }]);
    expect(kindsAt(stage.dds)).not.toContain('cancel');
    const path = stage.env['DATABASE_PATH'] ?? '';
    const evidence = await evidenceOf(stage, path, { ...POLICY, onTheWayMs: 1_000 });
    expect(witness(evidence)).toEqual([]);
  });

  test('`in` narrows the look-up to one of them', async () => {
    await open();
    const card = await stage.ask('in LEDGER wrong size', ledger.addTask());
    expect(card.text).toContain('Target: ledger');
    expect(card.text).toContain('wrong size');
    expect(card.text).not.toContain('LEDGER');
    expect(stage.dds.calls).toEqual([]);
    await type(`${stage.task.jobId} in ledger`);
    await stage.isTold(MAYA, 'DDS lists no scheduled task with this id');
  });

  test('what is no target after `in` is told with those there are, and nothing is read', async () => {
    await open();
    await type(`${ID} in the night`);
    await stage.isTold(MAYA, `the is no target; there are ${HERE}, ledger.`);
    await type(`${ID} in`);
    await stage.isTold(MAYA, 'The name of a target goes after in');
    expect([stage.dds.calls, ledger.calls]).toEqual([[], []]);
  });

  test('an id that both list is asked back for, and then each is a request of its own', async () => {
    await open();
    const [one, other] = [stage.dds, ledger].map((dds) => dds.addTask({ jobId: ID }));
    await type(ID);
    const told = await stage.isTold(MAYA, 'More than one target lists a task with this id');
    expect(told).toContain(`/dds-cancel ${ID} in ${HERE}`);
    expect(stage.slack.messages(OPS)).toEqual([]);
    const first = await stage.ask(`in ${HERE}`, one);
    const second = await stage.ask('in ledger', other);
    await type(`${ID} in ledger`);
    await stage.isTold(MAYA, 'A request for this task is open already');
    await stage.press(OMAR, 'Approve', second);
    await stage.trailSays(second, 'DDS confirmed the cancellation');
    expect(stage.dds.cancellations).toEqual([]);
    expect(stage.cardNow(first)).toContain('Cancel this scheduled task?');
    await stage.press(OMAR, 'Approve', first);
    await stage.trailSays(first, 'DDS confirmed the cancellation');
    expect([stage.dds.cancellations.length, ledger.cancellations.length]).toEqual([1, 1]);
  });

  test.each<[string, (dds: DdsSimulator) => void]>([
    ['hangs', (dds) => dds.fail({ kind: 'list', times: 99 }, hang())],
    ['has a fault', (dds) => dds.fail({ kind: 'list', times: 99 }, serverError())],
    ['does not permit it', (dds) => dds.revokePermission('list')],
  ])('a target that %s is named, and does not hold up the other', async (_, down) => {
    await open({ env: { DDS_TIMEOUT_MS: '3000' } });
    down(stage.dds);
    const card = await stage.ask('', ledger.addTask());
    expect(card.text).toContain('Target: ledger');
    // Which of the two depends on who is faster.
    const words = `written down; .* I (could not read|did not wait for) ${HERE}`;
    await stage.isTold(MAYA, new RegExp(words));
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
  });

  test('a card that has to wait is not told as posted beside a target that was not read', async () => {
    await open();
    stage.dds.revokePermission('list');
    stage.slack.fail({ method: 'chat.postMessage' }, { rateLimited: 2 });
    const command = type(ledger.addTask().jobId);
    const told = await stage.isTold(MAYA, `I could not read ${HERE}`);
    expect(told).toMatch(
      /^Your request is written down; its card .* follows as soon as Slack takes/,
    );
    await command;
    await stage.slack.until(() => stage.slack.messages(OPS).length > 0);
  });

  test('a task that the readable one does not list may be in the other, and so it is said', async () => {
    await open();
    stage.dds.revokePermission('list');
    await type(ID);
    const told = await stage.isTold(MAYA, 'could not be looked up everywhere');
    expect(told).toContain('ledger did not list it');
    expect(told).toContain(`I could not read ${HERE}: DDS did not permit the call`);
    expect(stage.slack.messages(OPS)).toEqual([]);
  });

  test('a request of a target that left the configuration still ends', async () => {
    await open({ speed: 60, env: { APPROVAL_TTL_MINUTES: '2' } });
    const card = await stage.ask('', ledger.addTask());
    const path = stage.env['DDS_TARGETS_FILE'] ?? '';
    const { region, endpoint, project_id, credentials } = {
      ...{ region: HERE, endpoint: stage.dds.url, project_id: stage.dds.projectId },
      credentials: { kind: 'aksk', access_key: 'LEDGER_AK', secret_key: 'LEDGER_SK' },
    };
    writeFileSync(
      path,
      JSON.stringify([{ name: HERE, region, endpoint, project_id, credentials }]),
    );
    await stage.restart();
    await stage.press(OMAR, 'Approve', card);
    await stage.isTold(OMAR, 'The target ledger is not in the configuration of this bot any more');
    await stage.trailSays(card, 'The request expired. This bot sent no cancellation.');
    expect(ledger.cancellations).toEqual([]);
  });
});
