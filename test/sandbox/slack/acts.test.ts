import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import type { SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import { boltOverHttp, type RunningApp } from './bolt-app.ts';
import { clientOf, errorOf, openOffice } from './office.ts';

let slack: SlackSimulator;
let bot: RunningApp;
let elapsed = 0;
const bodies: Record<string, unknown>[] = [];

beforeEach(async () => {
  elapsed = 0;
  bodies.length = 0;
  slack = await openOffice({ elapsedMs: () => elapsed, postRate: 'unlimited' });
  bot = await boltOverHttp(slack, recordEverything);
});
afterEach(async () => {
  await bot.stop();
  await slack.close();
});

describe('a press', () => {
  test('carries the message, its place, and the button as it is now', async () => {
    const ts = await postCard('one');
    await slack.press('U0ANN', { channel: 'C0OPS', ts, action_id: 'go' });
    expect(bodies[0]).toMatchObject({
      type: 'block_actions',
      team: { id: slack.teamId },
      user: { id: 'U0ANN', team_id: slack.teamId },
      api_app_id: slack.appId,
      channel: { id: 'C0OPS', name: 'ops' },
      container: { type: 'message', message_ts: ts, channel_id: 'C0OPS', is_ephemeral: false },
      message: { ts, app_id: slack.appId, bot_id: slack.botId, text: 'one' },
      actions: [{ type: 'button', action_id: 'go', value: 'one', block_id: expect.anything() }],
    });
    expect(slack.problems).toEqual([]);
  });

  test('of a stale client sends the old button; a forged one sends what the forger likes', async () => {
    const ts = await postCard('one');
    const staleMessage = slack.message('C0OPS', ts);
    await clientOf(slack).chat.update({ channel: 'C0OPS', ts, text: 'done' });
    const target = { channel: 'C0OPS', ts, label: 'Go' };
    await expect(slack.press('U0ANN', target)).rejects.toThrow('no button');
    if (staleMessage) await slack.press('U0ANN', target, { staleMessage });
    expect(bodies[0]).toMatchObject({ actions: [{ value: 'one' }] });
    const forged = { forgeAction: { value: 'two' }, forge: { api_app_id: 'A0EVIL' } };
    if (staleMessage) await slack.press('U0ANN', target, { staleMessage, ...forged });
    expect(bodies[1]).toMatchObject({ api_app_id: 'A0EVIL', actions: [{ value: 'two' }] });
  });

  test('is impossible for somebody who cannot see the channel', async () => {
    slack.invite('C0VAULT');
    const ts = await postCard('one', 'C0VAULT');
    await expect(slack.press('U0BOB', { channel: 'C0VAULT', ts, action_id: 'go' })).rejects.toThrow(
      'U0BOB cannot see C0VAULT',
    );
    await expect(slack.command('U0OLD', 'C0OPS', '/ask')).rejects.toThrow('deactivated');
  });

  test('of a button with a confirm dialog sends nothing until the dialog is answered', async () => {
    const ts = await postCard('one');
    const target = { channel: 'C0OPS', ts, action_id: 'sure' };
    await expect(slack.press('U0ANN', target)).rejects.toThrow('asks for confirmation');
    expect(slack.deliveries).toEqual([]);
    expect(await slack.press('U0ANN', target, { confirm: true })).toMatchObject({ acked: true });
  });
});

describe('a trigger', () => {
  test('opens one modal, within three seconds', async () => {
    await slack.shortcut('U0ANN', 'anything');
    const open = (trigger_id: string) => errorOf(clientOf(slack).views.open({ trigger_id, view }));
    const trigger = String(bodies[0]?.['trigger_id']);
    expect(await open(trigger)).toBe('no error');
    expect(slack.openViewOf('U0ANN')?.source['title']).toEqual(view.title);
    expect(await open(trigger)).toBe('exchanged_trigger_id');
    expect(await open('made.up')).toBe('invalid_trigger_id');
    await slack.shortcut('U0ANN', 'anything');
    elapsed += 3_001;
    expect(await open(String(bodies[1]?.['trigger_id']))).toBe('expired_trigger_id');
  });
});

describe('a shortcut', () => {
  const where = { channel: 'C0OPS', ts: '' };

  test('on a message brings that message, as an alerting app writes it', async () => {
    const blocks = [{ type: 'section', text: label('job 1') }];
    const attachments = [{ fallback: 'job 2', fields: [{ title: 'job', value: '2' }] }];
    const alert = slack.say('U0BOB', 'C0OPS', 'Alert', { blocks, attachments });
    await slack.shortcut('U0ANN', 'it', { ...where, ts: alert.ts });
    expect(bodies[0]).toMatchObject({
      ...{ type: 'message_action', callback_id: 'it', message_ts: alert.ts },
      ...{ channel: { id: 'C0OPS' }, user: { id: 'U0ANN' }, team: { id: slack.teamId } },
      message: { text: 'Alert', blocks, attachments },
    });
  });

  test('names no app, and from anywhere neither a channel nor a response_url', async () => {
    await slack.shortcut('U0ANN', 'it');
    const { type, api_app_id, channel, response_url } = bodies[0] ?? {};
    expect([type, api_app_id, channel, response_url]).toEqual(['shortcut', ...Array(3)]);
  });
});

describe('a channel chosen in a modal', () => {
  const input = (preset: object) => ({
    ...{ type: 'input' as const, block_id: 'where', label: label('Where') },
    element: { type: 'conversations_select' as const, action_id: 'channel', ...preset },
  });
  async function opened(preset: object): Promise<string> {
    await slack.shortcut('U0ANN', 'it');
    const submit = label('Go on');
    const trigger_id = String(bodies[0]?.['trigger_id']);
    const blocks = [input(preset)];
    const { view: open } = await clientOf(slack).views.open({
      ...{ trigger_id, view: { ...view, submit, blocks } },
    });
    return String(open?.id);
  }
  const chosen = () => bodies[1]?.['view'];

  test('is what the person chose, or what the app had chosen', async () => {
    const id = await opened({ initial_conversation: 'C0OPS' });
    await slack.submitView('U0ANN', id, {});
    const entry = { type: 'conversations_select', selected_conversation: 'C0OPS' };
    expect(chosen()).toMatchObject({ state: { values: { where: { channel: entry } } } });
  });

  test('must be chosen where the app chose none', async () => {
    const id = await opened({});
    await expect(slack.submitView('U0ANN', id, {})).rejects.toThrow('where must be filled in');
    await slack.submitView('U0ANN', id, { where: { channel: 'C0OPEN' } });
    const entry = { selected_conversation: 'C0OPEN' };
    expect(chosen()).toMatchObject({ state: { values: { where: { channel: entry } } } });
  });
});

describe('a response_url', () => {
  test('takes five posts within half an hour, shown to one person', async () => {
    await slack.command('U0ANN', 'C0OPS', '/ask');
    const url = String(bodies[0]?.['response_url']);
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push(await post(url, { text: `${i}` }));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(slack.ephemeralsOf('U0ANN')).toHaveLength(5);
    expect(slack.ephemeralsOf('U0BOB')).toEqual([]);
    await slack.command('U0ANN', 'C0OPS', '/ask');
    elapsed += 31 * 60_000;
    expect(await post(String(bodies[1]?.['response_url']), { text: 'late' })).toBe(404);
  });

  test('replaces or deletes the message that was acted on only when it is asked to', async () => {
    const ts = await postCard('one');
    await slack.press('U0ANN', { channel: 'C0OPS', ts, action_id: 'go' });
    const url = String(bodies[0]?.['response_url']);
    await post(url, { text: 'beside' });
    expect(slack.message('C0OPS', ts)?.text).toBe('one');
    await post(url, { text: 'instead', replace_original: true });
    expect(slack.message('C0OPS', ts)).toMatchObject({ text: 'instead', deleted: false });
    await post(url, { delete_original: true });
    expect(slack.message('C0OPS', ts)?.deleted).toBe(true);
  });
});

function recordEverything(app: App): void {
  app.use(async ({ body, next }) => {
    bodies.push(body as unknown as Record<string, unknown>);
    await next();
  });
  app.command('/ask', async ({ ack }) => ack());
  app.action(/.*/, async ({ ack }) => ack());
  app.shortcut(/.*/, async ({ ack }) => ack());
  app.view(/.*/, async ({ ack }) => ack());
}

const label = (text: string) => ({ type: 'plain_text' as const, text });
const view = { type: 'modal' as const, title: label('T'), close: label('Go back'), blocks: [] };

async function postCard(value: string, channel = 'C0OPS'): Promise<string> {
  const confirm = { title: label('?'), text: label('?'), confirm: label('Yes'), deny: label('No') };
  const elements = [
    { type: 'button' as const, action_id: 'go', text: label('Go ahead'), value },
    { type: 'button' as const, action_id: 'sure', text: label('Sure'), value, confirm },
  ];
  const { ts = '' } = await clientOf(slack).chat.postMessage({
    channel,
    text: value,
    blocks: [{ type: 'actions', elements }],
  });
  return ts;
}

async function post(url: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return status;
}
