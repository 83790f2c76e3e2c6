import { afterEach, describe, expect, test } from '@jest/globals';
import { delayMs } from '../../src/sandbox/dds/connection-faults.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { CHANNELS } from '../../src/sandbox/world/cast.ts';
import { cardIn, filledIn, formOf, modalSays, saysModal } from './modals.ts';
import {
  BOTH_TRANSPORTS,
  GWEN,
  IRIS,
  MAYA,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
} from './stage.ts';

const PAY = CHANNELS.payments.id;
const ON_MESSAGE = 'cancel_dds_task_in_message';
const ANYWHERE = 'cancel_dds_task';
const ALERTS = 'C0ALERTS';
let stage: Stage;
afterEach(() => stage.close());

async function openShortcuts(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ speed: 3, ...options });
}

/** Uses the shortcut on a message, as Maya. */
async function use(message: Pick<Message, 'channel' | 'ts'>): Promise<void> {
  expect(await stage.slack.shortcut(MAYA, ON_MESSAGE, message)).toMatchObject({ acked: true });
}

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  test('the shortcut on an alert opens the form of the task that its attachment names', async () => {
    await openShortcuts({ transport });
    const { slack, task } = stage;
    const fields = [
      { title: 'instance', value: task.instanceId },
      { title: 'job', value: task.jobId },
    ];
    const alert = slack.say(IRIS, OPS, 'Maintenance is due', {
      attachments: [{ fallback: 'Maintenance', fields }],
    });
    await use(alert);
    const form = await formOf(stage, MAYA);
    expect(saysModal(form)).toContain(`change of instance class (RESIZE_FLAVOR), ${task.jobId}`);
    expect(filledIn(form)).toEqual({ reason: null, channel: OPS });
    await slack.submitView(MAYA, form.id, {});
    expect((await cardIn(stage, OPS)).text).toContain(task.jobId);
  });

  test('the shortcut from anywhere asks for a channel, then lists, then asks', async () => {
    await openShortcuts({ transport });
    const { slack, dds } = stage;
    await slack.shortcut(MAYA, ANYWHERE);
    const where = await modalSays(stage, MAYA, 'In which channel');
    expect(dds.calls).toEqual([]);
    await slack.submitView(MAYA, where.id, { channel: OPS });
    const list = await modalSays(stage, MAYA, 'tasks are Pending');
    await slack.press(MAYA, { view: list.id, action_id: 'request_cancellation_0' });
    const form = await formOf(stage, MAYA);
    await slack.submitView(MAYA, form.id, { reason: 'not now' });
    expect((await cardIn(stage, OPS)).text).toContain('not now');
  });

  test('a channel that will not do is told under its field, and what was typed stays', async () => {
    await openShortcuts({ transport, env: { REQUIRE_REASON: 'on' } });
    const { slack, task } = stage;
    slack.addChannel({ id: 'C0EMPTY', name: 'empty', members: [MAYA], botIsMember: false });
    slack.addChannel({ id: 'C0OTHERS', name: 'others', members: [IRIS] });
    slack.addChannel({ id: 'C0ALONE', name: 'alone', members: [MAYA] });
    await use(slack.say(IRIS, OPS, task.jobId));
    const { id } = await formOf(stage, MAYA);
    const wrong: readonly (readonly [string, string])[] = [
      ['C0EMPTY', 'I am not in this channel. Type /invite @dds-cancel there'],
      ['C0OTHERS', 'You are not a member of this channel'],
      [CHANNELS.vendor.id, 'this channel is shared with another organisation'],
      ['C0ALONE', 'Nobody could approve it here: it takes 1, not counting you'],
    ];
    for (const [channel, words] of wrong) {
      const submitted = await slack.submitView(MAYA, id, { reason: 'wrong size', channel });
      expect(submitted.ackBody).toMatchObject({ response_action: 'errors' });
      expect(slack.openViewOf(MAYA)?.errors['channel']).toContain(words);
    }
    await slack.submitView(MAYA, id, { reason: '  ', channel: OPS });
    expect(slack.openViewOf(MAYA)?.errors['reason']).toContain('Say why');
    expect(slack.messages(OPS).filter(({ app_id }) => app_id === slack.appId)).toEqual([]);
    await slack.submitView(MAYA, id, { reason: 'wrong size', channel: PAY });
    expect((await cardIn(stage, PAY)).text).toContain('wrong size');
  });
});

describe('the shortcut on a message', () => {
  test('with several ids lets choose among those that are Pending', async () => {
    await openShortcuts();
    const { slack, dds } = stage;
    const [one, two, ...others] = dds.tasks().filter(({ status }) => status === 'Pending');
    const running = dds.tasks().find(({ status }) => status === 'Running');
    await use(slack.say(IRIS, OPS, `${running?.jobId} ${one?.jobId}, ${two?.jobId}`));
    const list = await modalSays(stage, MAYA, 'This message holds 3 ids');
    for (const task of [one, two]) expect(saysModal(list)).toContain(task?.jobId);
    for (const task of others) expect(saysModal(list)).not.toContain(task.jobId);
    await slack.press(MAYA, { view: list.id, action_id: 'request_cancellation_1' });
    await formOf(stage, MAYA);
  });

  test('with several ids of which one is Pending goes straight to its form', async () => {
    await openShortcuts();
    const { slack, dds, task } = stage;
    const completed = dds.tasks().find(({ status }) => status === 'Completed');
    await use(slack.say(IRIS, OPS, `${completed?.jobId} ${task.jobId}`));
    expect(saysModal(await formOf(stage, MAYA))).toContain(task.jobId);
  });

  test('without an id says so, and offers what is Pending', async () => {
    await openShortcuts();
    const { slack, task } = stage;
    await use(slack.say(IRIS, OPS, `disk full on ${task.instanceId}`));
    const list = await modalSays(stage, MAYA, 'This message holds no id of a scheduled task');
    expect(saysModal(list)).toContain('tasks are Pending');
  });

  test.each([
    ['runs by now', 'Running', 'as Running'],
    ['is cancelled by now', 'Canceled', 'as Canceled'],
  ])('of a task that %s says so', async (_what, status, words) => {
    await openShortcuts();
    const { slack, dds, task } = stage;
    dds.setStatus(task.jobId, status);
    await use(slack.say(IRIS, OPS, task.jobId));
    await modalSays(stage, MAYA, words);
  });

  test('of a task that nobody knows says so', async () => {
    await openShortcuts();
    await use(stage.slack.say(IRIS, OPS, '11111111-c196-4791-bcd0-b45fde754f50'));
    await modalSays(stage, MAYA, 'DDS lists no scheduled task with this id');
  });

  test('of a task that is asked for already leads to its card', async () => {
    await openShortcuts();
    const { slack, task } = stage;
    const card = await stage.ask();
    await use(slack.say(IRIS, OPS, task.jobId));
    const told = await modalSays(stage, MAYA, 'is open already');
    expect(JSON.stringify(told.source)).toContain(card.ts.replace('.', ''));
  });

  test('in a channel of alerts, without the bot, asks in one that the configuration names', async () => {
    await openShortcuts({ env: { CHANNELS: `${PAY},${OPS}` } });
    const { slack, task } = stage;
    slack.addChannel({ id: ALERTS, name: 'alerts', members: [MAYA, IRIS], botIsMember: false });
    await use(slack.say(IRIS, ALERTS, task.jobId));
    expect(filledIn(await formOf(stage, MAYA))).toMatchObject({ channel: PAY });
  });

  test('in a channel of alerts asks where, if the configuration names none', async () => {
    await openShortcuts();
    const { slack, dds, task } = stage;
    slack.addChannel({ id: ALERTS, name: 'alerts', members: [MAYA, IRIS], botIsMember: false });
    await use(slack.say(IRIS, ALERTS, task.jobId));
    const where = await modalSays(stage, MAYA, 'Not where you are: I am not in this channel.');
    expect(dds.calls).toEqual([]);
    await slack.submitView(MAYA, where.id, { channel: ALERTS });
    expect(slack.openViewOf(MAYA)?.errors['channel']).toContain('I am not in this channel');
    await slack.submitView(MAYA, where.id, { channel: OPS });
    const form = await formOf(stage, MAYA);
    expect(saysModal(form)).toContain(task.jobId);
    expect(filledIn(form)).toMatchObject({ channel: OPS });
  });

  test('by somebody who may not ask does not read DDS', async () => {
    await openShortcuts({ env: { CHANNELS: OPS } });
    const { slack, dds, task } = stage;
    await slack.shortcut(GWEN, ON_MESSAGE, slack.say(IRIS, OPS, task.jobId));
    await modalSays(stage, GWEN, 'guests of the workspace may not');
    await slack.shortcut(GWEN, ANYWHERE);
    await modalSays(stage, GWEN, 'In which channel');
    expect(dds.calls).toEqual([]);
  });
});

describe('a submission that takes its time', () => {
  test('is acked before Slack gives up, and its end is shown in the modal', async () => {
    await openShortcuts();
    const { slack, dds, task } = stage;
    await use(slack.say(IRIS, OPS, task.jobId));
    const form = await formOf(stage, MAYA);
    dds.fail({ kind: 'list' }, delayMs(1_500));
    dds.setStatus(task.jobId, 'Running');
    const submitted = await slack.submitView(MAYA, form.id, { reason: 'wrong size' });
    expect(submitted).toMatchObject({ acked: true, ackBody: { response_action: 'update' } });
    await modalSays(stage, MAYA, 'as Running');
  });

  test('and whose modal is closed meanwhile is answered privately', async () => {
    await openShortcuts();
    const { slack, dds, task } = stage;
    await use(slack.say(IRIS, OPS, task.jobId));
    const form = await formOf(stage, MAYA);
    dds.fail({ kind: 'list' }, delayMs(1_500));
    dds.setStatus(task.jobId, 'Running');
    await slack.submitView(MAYA, form.id, {});
    await slack.closeView(MAYA, form.id);
    await stage.isTold(MAYA, 'as Running');
  });

  test('sent twice becomes one request', async () => {
    await openShortcuts();
    const { slack, task } = stage;
    await use(slack.say(IRIS, OPS, task.jobId));
    const form = await formOf(stage, MAYA);
    await slack.submitView(MAYA, form.id, {}, { twice: true });
    const card = await cardIn(stage, OPS);
    await stage.trailSays(card, 'asked to cancel');
    const cards = slack.messages(OPS).filter(({ metadata }) => metadata !== undefined);
    expect(cards.filter(({ thread_ts }) => thread_ts === undefined)).toHaveLength(1);
  });
});

test('a modal that Slack does not open is told, and nothing is asked', async () => {
  await openShortcuts();
  const { slack, task } = stage;
  slack.fail({ method: 'views.open' }, { error: 'expired_trigger_id' });
  await use(slack.say(IRIS, OPS, task.jobId));
  await stage.isTold(MAYA, 'Slack did not let me open the form in time');
  expect(stage.dds.calls).toEqual([]);
});
