import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import { boltOverHttp, boltOverSocket, type RunningApp } from './bolt-app.ts';
import { openOffice } from './office.ts';

let slack: SlackSimulator;
let bot: RunningApp | undefined;

beforeEach(async () => {
  slack = await openOffice();
});
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await slack.close();
});

describe.each([
  ['Socket Mode', boltOverSocket],
  ['signed HTTP', boltOverHttp],
])('over %s', (_name, start) => {
  test('a command is acked and answered, and its card shows in the channel', async () => {
    bot = await start(slack, listenForEverything);
    const delivered = await slack.command('U0ANN', 'C0OPS', '/ask job-1 too big');
    expect(delivered).toMatchObject({ acked: true });
    expect(slack.ephemeralsOf('U0ANN')).toMatchObject([
      { text: 'heard job-1 too big', via: 'ack' },
    ]);
    const [card] = await slack.until(() => nonEmpty(slack.messages('C0OPS')));
    expect(card).toMatchObject({ text: 'A card', app_id: slack.appId, bot_id: slack.botId });
    expect(card?.metadata?.event_payload).toEqual({ job: 'job-1' });
    expect(slack.problems).toEqual([]);
  });

  test('a button changes the card and answers the presser alone', async () => {
    bot = await start(slack, listenForEverything);
    const card = await cardOf(slack);
    const pressed = await slack.press('U0BOB', { ...card, label: 'Approve' }, { confirm: true });
    expect(pressed).toMatchObject({ acked: true, ackBody: undefined });
    await slack.until(() => slack.message(card.channel, card.ts)?.text === 'Approved by U0BOB');
    await slack.until(() => slack.ephemeralsOf('U0BOB').length === 1);
    expect(slack.ephemeralsOf('U0ANN')).toHaveLength(1);
    expect(slack.message(card.channel, card.ts)?.versions).toHaveLength(2);
    expect(slack.problems).toEqual([]);
  });

  test('a modal opens for the presser, shows errors, and closes when it is accepted', async () => {
    bot = await start(slack, listenForEverything);
    const card = await cardOf(slack);
    await slack.press('U0BOB', { ...card, action_id: 'reject' });
    const view = await slack.until(() => slack.openViewOf('U0BOB'));
    expect(slack.openViewOf('U0ANN')).toBeUndefined();

    await slack.submitView('U0BOB', view.id, { reason: 'no' });
    expect(slack.openViewOf('U0BOB')?.errors).toEqual({ why: 'longer, please' });
    await slack.submitView('U0BOB', view.id, { why: { reason: 'not tonight' } });
    expect(slack.openViewOf('U0BOB')).toBeUndefined();
    const thread = await slack.until(() => nonEmpty(slack.thread(card.channel, card.ts).slice(1)));
    expect(thread[0]?.text).toBe('Rejected: not tonight');
    expect(slack.messages('C0OPS')).toHaveLength(2);
    expect(slack.problems).toEqual([]);
  });
});

function listenForEverything(app: App): void {
  app.command('/ask', async ({ ack, command, client }) => {
    await ack(`heard ${command.text}`);
    await client.chat.postMessage({ channel: command.channel_id, ...cardWith('A card', true) });
  });
  app.action<BlockButtonAction>('approve', async ({ ack, body, client, respond }) => {
    await ack();
    const at = { channel: body.channel?.id ?? '', ts: body.message?.ts ?? '' };
    await client.chat.update({ ...at, ...cardWith(`Approved by ${body.user.id}`, false) });
    await respond({ text: 'thank you', replace_original: false });
  });
  app.action<BlockButtonAction>('reject', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: reasonModal(body) });
  });
  app.view<ViewSubmitAction>('reason', async ({ ack, view, client }) => {
    const reason = view.state.values['why']?.['reason']?.value ?? '';
    if (reason.length < 5) {
      await ack({ response_action: 'errors', errors: { why: 'longer, please' } });
      return;
    }
    await ack();
    const { channel, ts } = JSON.parse(view.private_metadata);
    const text = `Rejected: ${reason}`;
    await client.chat.postMessage({ channel, thread_ts: ts, text, reply_broadcast: true });
  });
}

function cardWith(text: string, isOpen: boolean) {
  const label = (words: string) => ({ type: 'plain_text' as const, text: words });
  const confirm = {
    title: label('Sure?'),
    text: label('It stays so.'),
    confirm: label('Approve'),
    deny: label('Go back'),
  };
  const elements = [
    {
      type: 'button' as const,
      action_id: 'approve',
      text: label('Approve it'),
      value: '1',
      confirm,
    },
    { type: 'button' as const, action_id: 'reject', text: label('Reject'), value: '1' },
  ];
  const section = { type: 'section' as const, text: label(text) };
  return {
    text,
    blocks: isOpen ? [section, { type: 'actions' as const, elements }] : [section],
    metadata: { event_type: 'card', event_payload: { job: 'job-1' } },
  };
}

function reasonModal(body: BlockButtonAction) {
  const label = (words: string) => ({ type: 'plain_text' as const, text: words });
  return {
    type: 'modal' as const,
    callback_id: 'reason',
    private_metadata: JSON.stringify({ channel: body.channel?.id, ts: body.message?.ts }),
    title: label('Why?'),
    submit: label('Reject'),
    close: label('Go back'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'why',
        label: label('Reason'),
        element: { type: 'plain_text_input' as const, action_id: 'reason', max_length: 300 },
      },
    ],
  };
}

async function cardOf(simulator: SlackSimulator) {
  await simulator.command('U0ANN', 'C0OPS', '/ask job-1');
  const [card] = await simulator.until(() => nonEmpty(simulator.messages('C0OPS')));
  return { channel: 'C0OPS', ts: card?.ts ?? '' };
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
