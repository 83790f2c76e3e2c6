import { afterEach, describe, expect, test } from '@jest/globals';
import { hang } from '../../src/sandbox/dds/connection-faults.ts';
import { CHANNELS, ONCALL } from '../../src/sandbox/world/cast.ts';
import { BOTH_TRANSPORTS, IRIS, MAYA, OMAR, OPS, openStage, type Stage, TOMO } from './stage.ts';
import { expectAllIsWell } from './witnessed.ts';

let stage: Stage;
afterEach(() => stage.close());

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  test('two approvals take two people; the card and the trail say who, and what is waited for', async () => {
    const env = { REQUIRED_APPROVALS: '2' };
    stage = await openStage({ transport, env });
    const { slack, dds } = stage;
    const card = await stage.ask();
    expect(stage.cardNow(card)).toContain('Approvals: 0 of 2.');
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, `<@${OMAR}> approved (1 of 2). 1 more was needed.`);
    await slack.until(() => stage.cardNow(card).includes('waiting for 1 more'));
    expect(stage.cardNow(card)).toContain(`Approvals: 1 of 2 (so far <@${OMAR}>`);
    expect(dds.cancellations).toEqual([]);
    await stage.press(IRIS, 'Approve', card);
    const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(trail).toContain(`<@${IRIS}> approved (2 of 2).`);
    await slack.until(() => stage.cardNow(card).includes('"Cancelled"'));
    expect(stage.cardNow(card)).toContain(`<@${OMAR}>, <@${IRIS}> approved`);
    await expectAllIsWell(stage, { requiredApprovals: 2 });
  });

  test('a group message is no place for a request, nor is a direct message', async () => {
    stage = await openStage({ transport });
    const { slack, dds, task } = stage;
    slack.addChannel({ id: 'G0GROUP', name: '', kind: 'mpim', members: [MAYA, OMAR, TOMO] });
    slack.addChannel({ id: 'D0MAYA', name: '', kind: 'im', members: [MAYA] });
    for (const [times, channel] of ['G0GROUP', 'D0MAYA'].entries()) {
      await slack.command(MAYA, channel, `/dds-cancel ${task.jobId}`);
      await slack.until(() => slack.ephemeralsOf(MAYA).length > times);
      expect(slack.ephemeralsOf(MAYA).at(-1)?.text).toContain('a second person can see');
      expect(slack.messages(channel)).toEqual([]);
    }
    expect(dds.calls).toEqual([]);
  });
});

test('the card tells what it is about, until when, who may approve and why, and what runs there', async () => {
  // At its own pace: the card waits two seconds for the instance, and no longer.
  stage = await openStage({ speed: 1 });
  const { slack, dds, task } = stage;
  dds.addInstance({ id: task.instanceId, name: task.instanceName, actions: ['BACKUP'] });
  const card = await stage.ask('wrong size');
  const said = stage.cardNow(card);
  expect(said).toContain('running on it: BACKUP (read at ');
  expect(said).toContain(`<!subteam^${ONCALL.id}> may approve; not <@${MAYA}>, who asks.`);
  expect(said).toMatch(/Until <!date\^\d+\^/);
  expect(said).toMatch(/Planned start: <!date\^\d+\^/);
  expect(said).toContain('https://console-intl.huaweicloud.com/dds/?region=ap-southeast-1');
  expect(said).not.toContain('patch');
  // Mentions are in the one post; edits of the card notify nobody.
  await stage.press(OMAR, 'Approve', card);
  const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
  expect(trail).not.toContain('subteam');
  const posts = slack.apiCalls.filter(({ method }) => method === 'chat.postMessage');
  expect(posts.filter(({ args }) => JSON.stringify(args).includes('usergroup'))).toHaveLength(1);
  await slack.until(() => stage.cardNow(card).includes('"Cancelled"'));
  await expectAllIsWell(stage);
});

test('a card whose instance cannot be read, in time or at all, says so and is posted', async () => {
  stage = await openStage({ env: { MENTION_APPROVERS: 'off' } });
  const { dds } = stage;
  dds.fail({ kind: 'instances' }, hang());
  const card = await stage.ask();
  expect(stage.cardNow(card)).toContain('what runs on it could not be read (tried at ');
  expect(stage.cardNow(card)).toContain('Those on the approver list may approve');
  expect(stage.cardNow(card)).not.toContain('subteam');
  dds.revokePermission('instances');
  await stage.trailSays(card, 'asked to cancel');
  const other = await stage.ask('', dds.addTask({ jobName: 'UPGRADE_DATABASE' }));
  expect(stage.cardNow(other)).toContain('normal; what runs on it could not be read');
  expect(stage.cardNow(other)).toContain('may be a security or stability patch');
  // A policy without that permission is nothing to be alarmed about.
  const ready = await fetch(`http://127.0.0.1:${stage.bot.port}/readyz`);
  expect(await ready.text()).not.toContain('DDS ap-southeast-1');
  await stage.trailSays(other, 'asked to cancel');
  await expectAllIsWell(stage);
});

test('after a restart the card still tells of the instance as of when it was read', async () => {
  stage = await openStage({ speed: 1 });
  const { slack, dds, task } = stage;
  dds.addInstance({ id: task.instanceId, name: task.instanceName, actions: ['BACKUP'] });
  const card = await stage.ask();
  const [read] = /running on it: BACKUP \(read at [^)]+\)/.exec(stage.cardNow(card)) ?? [];
  dds.addInstance({ id: task.instanceId, name: task.instanceName, actions: [] });
  await stage.restart();
  await stage.press(MAYA, 'Withdraw', card);
  await slack.until(() => stage.cardNow(card).includes('Withdrawn'));
  expect(read).toBeDefined();
  expect(stage.cardNow(card)).toContain(read ?? '');
});

test('where the channel approves, the card mentions nobody', async () => {
  stage = await openStage({ env: { APPROVERS: 'channel', CHANNELS: OPS } });
  const card = await stage.ask();
  expect(stage.cardNow(card)).toContain('Any full member of this channel may approve');
  expect(stage.cardNow(card)).not.toMatch(/subteam|<!channel|<!here/);
  expect(CHANNELS.ops.members.filter((user) => stage.cardNow(card).includes(user))).toEqual([MAYA]);
});
