import { afterEach, describe, expect, test } from '@jest/globals';
import { lostReply } from '../../src/sandbox/dds/connection-faults.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { formOf } from './modals.ts';
import { BOTH_TRANSPORTS, MAYA, OMAR, OPS, openStage, type Stage } from './stage.ts';
import { expectAllIsWell } from './witnessed.ts';

let stage: Stage;
afterEach(() => stage.close());

function deletes() {
  return stage.dds.calls.filter(({ kind }) => kind === 'cancel');
}

/** Pressed on what was shown before, with a yes to its dialog. */
function stale(staleMessage: Message | undefined) {
  return {
    confirm: true,
    ...(staleMessage && { staleMessage: structuredClone(staleMessage) }),
  } as const;
}

describe.each(BOTH_TRANSPORTS)('over %s, in a dry run', (transport) => {
  test('all is done but the DELETE, and every message says so', async () => {
    stage = await openStage({ transport, env: { DRY_RUN: 'on' } });
    const { slack, dds, task } = stage;
    const card = await stage.ask('wrong size');
    expect(stage.cardNow(card)).toContain('Dry run: Cancel this scheduled task?');
    expect(stage.cardNow(card)).toContain('sends DDS no cancellation');
    expect(stage.cardNow(card)).not.toContain('the bot cancels');
    await stage.press(OMAR, 'Approve', card);
    const trail = await stage.trailSays(card, 'so the cancellation was left out');
    expect(trail.split('\n').every((line) => / UTC: Dry run: /.test(line))).toBe(true);
    expect(trail).toContain('DDS listed the task as Pending. This request was a dry run');
    await slack.until(() => stage.cardNow(card).includes('Closed: dry run'));
    expect(stage.cardNow(card)).not.toContain('"button"');
    expect(slack.messages(OPS).at(-1)?.text).toContain('This bot sent no cancellation.');
    expect(deletes()).toEqual([]);
    // A look-up and a re-read: room in the limit is taken for no DELETE that is not sent.
    expect(dds.calls.filter(({ kind }) => kind !== 'instances')).toHaveLength(2);
    expect(dds.task(task.jobId).status).toBe('Pending');
    await expectAllIsWell(stage, { dryRunSince: new Date(0) });
  });

  test('private answers say so too, and the same task can be asked for again', async () => {
    stage = await openStage({ transport, env: { DRY_RUN: 'on' } });
    const { slack, task } = stage;
    await slack.command(MAYA, OPS, '/dds-cancel help');
    expect(await stage.isTold(MAYA, 'A second person must approve')).toMatch(/^Dry run: /);
    const card = await stage.ask();
    await slack.command(MAYA, OPS, `/dds-cancel ${task.jobId}`);
    expect(await stage.isTold(MAYA, 'open already')).toMatch(/^Dry run: /);
    await stage.press(MAYA, 'Approve', card);
    expect(await stage.isTold(MAYA, 'somebody else must approve')).toMatch(/^Dry run: /);
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'so the cancellation was left out');
    const again = await stage.ask();
    await stage.press(MAYA, 'Withdraw', again);
    await stage.trailSays(again, `Dry run: <@${MAYA}> withdrew the request. This bot sent no`);
    await slack.until(() => stage.cardNow(again).includes('Withdrawn'));
    await expectAllIsWell(stage, { dryRunSince: new Date(0) });
  });
});

test('the list of tasks and the form that asks for one say so as well', async () => {
  stage = await openStage({ speed: 3, env: { DRY_RUN: 'on' } });
  const { slack } = stage;
  await slack.command(MAYA, OPS, '/dds-cancel');
  const list = await slack.until(() => slack.ephemeralsOf(MAYA)[0], 15_000);
  expect(list.text).toMatch(/^Dry run: /);
  await slack.press(MAYA, { ...list, action_id: 'request_cancellation_0' });
  const form = await formOf(stage, MAYA);
  expect(JSON.stringify(form)).toContain('DDS is sent no cancellation');
});

test('a request shown as a dry run stays one, though the bot is restarted to cancel', async () => {
  stage = await openStage({ env: { DRY_RUN: 'on' } });
  const card = await stage.ask();
  await stage.restart({ DRY_RUN: 'off' });
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, 'This request was a dry run, so the cancellation was left out');
  await stage.slack.until(() => stage.cardNow(card).includes('Closed: dry run'));
  expect(deletes()).toEqual([]);
  const real = await stage.ask();
  expect(stage.cardNow(real)).not.toContain('Dry run');
  await stage.press(OMAR, 'Approve', real);
  await stage.trailSays(real, 'DDS confirmed the cancellation');
  await stage.slack.until(() => stage.cardNow(real).includes('Cancelled'));
  await expectAllIsWell(stage);
});

test('a request shown as real is shown as a dry run by a bot that was restarted in dry run, and is not cancelled', async () => {
  stage = await openStage();
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  const asReal = stage.slack.message(card.channel, card.ts);
  const dryRunSince = stage.now();
  await stage.restart({ DRY_RUN: 'on' });
  await stage.slack.until(() => stage.cardNow(card).includes('Dry run: Cancel this scheduled'));
  expect(stage.cardNow(card)).not.toContain('the bot cancels');
  // Who still has the dialog of before open approves what is no longer so.
  await stage.slack.press(OMAR, { ...card, label: 'Approve' }, stale(asReal));
  await stage.isTold(OMAR, 'has changed since you saw it');
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, `Dry run: <@${OMAR}> approved`);
  await stage.trailSays(
    card,
    'Dry run: DDS listed the task as Pending. This request was a dry run',
  );
  await stage.slack.until(() => stage.cardNow(card).includes('Closed: dry run'));
  expect(deletes()).toEqual([]);
  await expectAllIsWell(stage, { dryRunSince });
});

test('who approves what was shown as a dry run cancels nothing, though the bot is restarted to cancel', async () => {
  stage = await openStage();
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  await stage.restart({ DRY_RUN: 'on' });
  await stage.slack.until(() => stage.cardNow(card).includes('Dry run: Cancel this scheduled'));
  const asDryRun = stage.slack.message(card.channel, card.ts);
  await stage.restart({ DRY_RUN: 'off' });
  await stage.slack.press(OMAR, { ...card, label: 'Approve' }, stale(asDryRun));
  await stage.isTold(OMAR, 'has changed since you saw it');
  expect(deletes()).toEqual([]);
  await stage.slack.until(() => stage.cardNow(card).includes('Once approved, the bot cancels'));
  expect(stage.cardNow(card)).not.toContain('Dry run');
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, 'DDS confirmed the cancellation');
  await stage.slack.until(() => stage.cardNow(card).includes('Cancelled'));
  await expectAllIsWell(stage);
});

test('what came of a cancellation that was sent is told as it is, by a bot that was restarted in dry run', async () => {
  stage = await openStage();
  const { slack, dds } = stage;
  const card = await stage.ask();
  dds.fail({ kind: 'cancel' }, lostReply());
  await stage.press(OMAR, 'Approve', card);
  await slack.until(() => deletes().length > 0, 15_000);
  const dryRunSince = stage.now();
  await stage.restart({ DRY_RUN: 'on' });
  const trail = await stage.trailSays(card, 'Cancelled. DDS listed it as Canceled');
  expect(trail).not.toContain('Dry run');
  await slack.until(() => stage.cardNow(card).includes('"Cancelled"'));
  expect(stage.cardNow(card)).not.toMatch(/Dry run|no cancellation/);
  await slack.command(MAYA, OPS, '/dds-cancel history');
  expect(await stage.isTold(MAYA, 'The last outcome')).toMatch(
    /^Dry run: while the bot is in dry run, .*\nThe last outcome:\n• Cancelled:/,
  );
  await expectAllIsWell(stage, { dryRunSince });
});

test('a task that is no longer Pending, or another one, is told of as in a real run', async () => {
  stage = await openStage({ env: { DRY_RUN: 'on' } });
  const { dds, task } = stage;
  const card = await stage.ask();
  dds.changeTask(task.jobId, { jobName: 'REBOOT' });
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, 'All approvals became void');
  await stage.slack.until(() => stage.cardNow(card).includes('restart (REBOOT)'));
  dds.setStatus(task.jobId, 'Running');
  await stage.press(OMAR, 'Approve', card);
  await stage.trailSays(card, 'DDS listed the task as Running. This bot sent no cancellation.');
  await stage.slack.until(() => stage.cardNow(card).includes('Closed: started'));
  await expectAllIsWell(stage);
});
