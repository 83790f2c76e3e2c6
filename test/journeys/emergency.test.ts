import { afterEach, describe, expect, test } from '@jest/globals';
import { BOTH_TRANSPORTS, IRIS, MAYA, OMAR, OPS, openStage, type Stage } from './stage.ts';
import { expectAllIsWell } from './witnessed.ts';

let stage: Stage;
afterEach(() => stage.close());

const APPROVERS = [MAYA, OMAR, IRIS];
const ON = { EMERGENCY_APPROVAL: 'on', APPROVERS: APPROVERS.join() };
const POLICY = { emergencyApproval: true, approvers: APPROVERS };

async function modalOf(user: string) {
  return stage.slack.until(() => stage.slack.openViewOf(user));
}

function typed(reason: string, confirmation: string) {
  return { reason: { reason }, confirmation: { confirmation } };
}

describe.each(BOTH_TRANSPORTS)('over %s, in an emergency', (transport) => {
  test('an approver approves an own request with a reason and a confirmation, loudly', async () => {
    stage = await openStage({ transport, env: { ...ON, REQUIRED_APPROVALS: '2' } });
    const { slack, dds, task } = stage;
    const card = await stage.ask('wrong size');
    expect(stage.cardNow(card)).toContain('unless alone in an emergency');
    await stage.press(MAYA, 'Approve', card);
    const view = await modalOf(MAYA);
    expect(JSON.stringify(view)).toContain('There is no un-cancel');
    expect(dds.cancellations).toEqual([]);
    const wrong = await slack.submitView(MAYA, view.id, typed('all else asleep', 'nope'));
    expect(JSON.stringify(wrong.ackBody)).toContain('not the last 4 characters');
    expect(slack.openViewOf(MAYA)?.id).toBe(view.id);
    await slack.submitView(MAYA, view.id, typed('all else asleep', task.jobId.slice(-4)));
    const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(trail).toContain(`EMERGENCY: <@${MAYA}> approved their own request, alone.`);
    expect(trail).toContain('Why: all else asleep');
    const inChannel = slack.messages(OPS).map(({ text }) => text);
    expect(inChannel.some((text) => text.includes(`EMERGENCY: <@${MAYA}>`))).toBe(true);
    await slack.until(() => stage.cardNow(card).includes('EMERGENCY: Cancelled'));
    expect(stage.cardNow(card)).toContain('all else asleep');
    expect(dds.cancellations).toMatchObject([{ jobId: task.jobId }]);
    await expectAllIsWell(stage, { ...POLICY, requiredApprovals: 2 });
  });

  test('a card that was settled meanwhile is told of, with what had been typed', async () => {
    stage = await openStage({ transport, env: ON });
    const { slack, task } = stage;
    const card = await stage.ask();
    await stage.press(MAYA, 'Approve', card);
    const view = await modalOf(MAYA);
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    await slack.submitView(MAYA, view.id, typed('all else asleep', task.jobId.slice(-4)));
    await stage.isTold(MAYA, /settled before your click.*You had typed: all else asleep/);
    await slack.until(() => stage.cardNow(card).includes('Cancelled'));
    expect(stage.cardNow(card)).not.toContain('EMERGENCY');
    await expectAllIsWell(stage, POLICY);
  });
});

test('without the mode an own request is refused as ever', async () => {
  stage = await openStage({ env: { APPROVERS: ON.APPROVERS } });
  const card = await stage.ask();
  await stage.press(MAYA, 'Approve', card);
  await stage.isTold(MAYA, 'somebody else must approve');
  expect(stage.slack.openViewOf(MAYA)).toBeUndefined();
});

test('who may not approve may not in an emergency either', async () => {
  stage = await openStage({ env: { ...ON, APPROVERS: OMAR } });
  const card = await stage.ask();
  await stage.press(MAYA, 'Approve', card);
  await stage.isTold(MAYA, 'somebody else must approve');
  expect(stage.slack.openViewOf(MAYA)).toBeUndefined();
});

test('a requester alone in the channel can ask where the mode is on, and only there', async () => {
  stage = await openStage({ env: { APPROVERS: MAYA } });
  await stage.slack.command(MAYA, OPS, `/dds-cancel ${stage.task.jobId}`);
  await stage.isTold(MAYA, 'Nobody could approve this here');
  await stage.restart({ APPROVERS: MAYA, EMERGENCY_APPROVAL: 'on' });
  const card = await stage.ask();
  await stage.press(MAYA, 'Approve', card);
  const { id } = await modalOf(MAYA);
  await stage.slack.submitView(MAYA, id, typed('alone here', stage.task.jobId.slice(-4)));
  await stage.trailSays(card, 'DDS confirmed the cancellation');
  await stage.slack.until(() => stage.cardNow(card).includes('EMERGENCY: Cancelled'));
  await expectAllIsWell(stage, { emergencyApproval: true, approvers: [MAYA] });
});

test('an emergency approval is void once the task has changed', async () => {
  stage = await openStage({ env: ON });
  const { slack, dds, task } = stage;
  const card = await stage.ask();
  await stage.press(MAYA, 'Approve', card);
  const { id } = await modalOf(MAYA);
  dds.changeTask(task.jobId, { jobName: 'REBOOT' });
  await slack.submitView(MAYA, id, typed('all else asleep', task.jobId.slice(-4)));
  await stage.trailSays(card, 'All approvals became void');
  await slack.until(() => stage.cardNow(card).includes('restart (REBOOT)'));
  expect(stage.cardNow(card)).not.toContain('EMERGENCY');
  expect(dds.cancellations).toEqual([]);
  await expectAllIsWell(stage, POLICY);
});
