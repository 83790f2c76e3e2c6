import { afterEach, describe, expect, test } from '@jest/globals';
import type { SlackSimulator } from '../../../../src/sandbox/slack/simulator.ts';
import { clientOf, errorOf, openOffice } from '../office.ts';

let slack: SlackSimulator;
afterEach(async () => {
  await slack.close();
});

const text = 'hello';
const section = { type: 'section', text: { type: 'plain_text', text } } as const;

describe('chat.postMessage', () => {
  test.each([
    ['a channel that does not exist', { channel: 'C0NONE', text }, 'channel_not_found'],
    ['a private channel without the bot', { channel: 'C0VAULT', text }, 'channel_not_found'],
    ['a public channel without the bot', { channel: 'C0OPEN', text }, 'not_in_channel'],
    ['no text at all', { channel: 'C0OPS', text: '' }, 'no_text'],
    ['an unknown argument', { channel: 'C0OPS', text, client_msg_id: 'x' }, 'invalid_arguments'],
    [
      'two blocks of one id',
      {
        channel: 'C0OPS',
        text,
        blocks: [section, section].map((it) => ({ ...it, block_id: 'b' })),
      },
      'invalid_blocks',
    ],
    [
      'metadata with a list of scalars',
      { channel: 'C0OPS', text, metadata: { event_type: 'e', event_payload: { list: ['a'] } } },
      'invalid_metadata_schema',
    ],
  ])('refuses %s', async (_name, args, error) => {
    slack = await openOffice();
    const posting = clientOf(slack).apiCall('chat.postMessage', args);
    expect(await errorOf(posting)).toBe(error);
    expect(slack.messages('C0OPS')).toEqual([]);
  });

  test('refuses an archived channel', async () => {
    slack = await openOffice();
    slack.archive('C0OPS');
    const posting = clientOf(slack).chat.postMessage({ channel: 'C0OPS', text });
    expect(await errorOf(posting)).toBe('is_archived');
  });

  test('takes a burst of five in a channel and one more each second', async () => {
    let elapsed = 0;
    slack = await openOffice({ elapsedMs: () => elapsed });
    const client = clientOf(slack);
    const post = (channel = 'C0OPS') => client.chat.postMessage({ channel, text });
    for (let i = 0; i < 5; i += 1) await post();
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    await post('U0ANN');
    elapsed = 1_000;
    await post();
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    expect(slack.messages('C0OPS')).toHaveLength(6);
  });

  test('a user id means the direct conversation', async () => {
    slack = await openOffice();
    await clientOf(slack).chat.postMessage({ channel: 'U0ANN', text });
    expect(slack.directMessages('U0ANN')).toMatchObject([{ text, app_id: slack.appId }]);
  });
});

describe('chat.update', () => {
  test('text without blocks takes the blocks away and marks the message as edited', async () => {
    slack = await openOffice();
    const client = clientOf(slack);
    const metadata = { event_type: 'e', event_payload: { n: 1 } };
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0OPS',
      text,
      blocks: [section],
      metadata,
    });
    await client.chat.update({ channel: 'C0OPS', ts, text: 'new', blocks: [section] });
    expect(slack.message('C0OPS', ts)).toMatchObject({ text: 'new', metadata, edited: undefined });
    await client.chat.update({ channel: 'C0OPS', ts, text: 'bare' });
    const message = slack.message('C0OPS', ts);
    expect(message).toMatchObject({ blocks: undefined, edited: { user: slack.botUserId } });
    expect(message?.versions.map((version) => version.text)).toEqual([text, 'new', 'bare']);
  });

  test('refuses what is not the app’s own message, and what is not there', async () => {
    slack = await openOffice();
    const client = clientOf(slack);
    const { ts } = slack.say('U0ANN', 'C0OPS', 'mine');
    const update = (at: string) => client.chat.update({ channel: 'C0OPS', ts: at, text });
    expect(await errorOf(update(ts))).toBe('cant_update_message');
    expect(await errorOf(update('1.000001'))).toBe('message_not_found');
  });
});

describe('tokens and scopes', () => {
  test('a method is refused the wrong kind of token, and that is a problem', async () => {
    slack = await openOffice();
    expect(await errorOf(clientOf(slack, slack.appToken).auth.test())).toBe(
      'not_allowed_token_type',
    );
    expect(await errorOf(clientOf(slack).apps.connections.open())).toBe('not_allowed_token_type');
    expect(await errorOf(clientOf(slack, 'xoxb-other').auth.test())).toBe('invalid_auth');
    expect(slack.problems).toHaveLength(2);
  });

  test('a method that does not exist, or whose scope was not granted, is a problem', async () => {
    slack = await openOffice();
    const client = clientOf(slack);
    expect(await errorOf(client.apiCall('chat.scheduleMessage'))).toBe('unknown_method');
    expect(await errorOf(client.conversations.open({ users: 'U0ANN' }))).toBe('missing_scope');
    expect(slack.problems).toHaveLength(2);
    expect(slack.methodsSeen()).toEqual(new Set(['chat.scheduleMessage', 'conversations.open']));
  });

  test('no token is ever in the record', async () => {
    slack = await openOffice();
    await clientOf(slack).auth.test({ token: slack.botToken });
    expect(slack.apiCalls).toMatchObject([{ tokenKind: 'bot', ok: true, args: { token: '***' } }]);
    expect(JSON.stringify(slack.apiCalls)).not.toContain(slack.botToken);
  });
});
