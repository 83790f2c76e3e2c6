import { afterEach, describe, expect, test } from '@jest/globals';
import type { ConversationsRepliesResponse } from '@slack/web-api';
import type { SlackSimulator } from '../../../../src/sandbox/slack/simulator.ts';
import { clientOf, errorOf, openOffice } from '../office.ts';

let slack: SlackSimulator;
afterEach(async () => {
  await slack.close();
});

test('history shows the channel newest first, without replies but those broadcast to it', async () => {
  slack = await openOffice({ postRate: 'unlimited' });
  const client = clientOf(slack);
  const post = (text: string, rest = {}) =>
    client.apiCall('chat.postMessage', { channel: 'C0OPS', text, ...rest });
  const { ts: thread_ts } = (await post('head')) as { ts?: string };
  await post('reply', { thread_ts });
  await post('loud reply', { thread_ts, reply_broadcast: true });
  const { messages = [] } = await client.conversations.history({ channel: 'C0OPS' });
  expect(messages.map((message) => message.text)).toEqual(['loud reply', 'head']);
  expect(messages[1]).toMatchObject({ reply_count: 2 });
});

test('replies are read page by page until no cursor is left', async () => {
  slack = await openOffice();
  const head = slack.say('U0ANN', 'C0OPS', 'head');
  for (const n of [1, 2, 3, 4]) slack.say('U0ANN', 'C0OPS', `${n}`, { thread_ts: head.ts });
  const texts: (string | undefined)[] = [];
  for await (const page of clientOf(slack).paginate('conversations.replies', {
    channel: 'C0OPS',
    ts: head.ts,
    limit: 2,
  })) {
    texts.push(...((page as ConversationsRepliesResponse).messages?.map((it) => it.text) ?? []));
  }
  expect(texts).toEqual(['head', '1', '2', '3', '4']);
});

test('metadata is read in full only where it is asked for', async () => {
  slack = await openOffice();
  const metadata = { event_type: 'e', event_payload: { n: 1 } };
  slack.say('U0ANN', 'C0OPS', 'x', { metadata });
  const read = async (include_all_metadata: boolean) => {
    const { messages } = await clientOf(slack).conversations.history({
      channel: 'C0OPS',
      include_all_metadata,
    });
    return messages?.[0]?.metadata;
  };
  expect(await read(true)).toEqual(metadata);
  expect(await read(false)).toEqual({ event_type: 'e' });
});

test('a channel the bot is not in cannot be read, and a private one does not exist', async () => {
  slack = await openOffice();
  const read = (channel: string) => errorOf(clientOf(slack).conversations.history({ channel }));
  expect(await read('C0OPEN')).toBe('not_in_channel');
  expect(await read('C0VAULT')).toBe('channel_not_found');
  const about = (channel: string) => errorOf(clientOf(slack).conversations.info({ channel }));
  expect(await about('C0VAULT')).toBe('channel_not_found');
});

describe('users.info tells', () => {
  test.each([
    ['U0ANN', { is_restricted: false, deleted: false, is_bot: false, team_id: 'T0SANDBOX' }],
    ['U0EVE', { is_restricted: true, is_ultra_restricted: false }],
    ['U0OLD', { deleted: true }],
    ['U0OUT', { is_stranger: true, team_id: 'T0OTHER' }],
    ['U0BOT', { is_bot: true }],
  ])('what %s is', async (user, flags) => {
    slack = await openOffice();
    const answer = await clientOf(slack).users.info({ user });
    expect(answer.user).toMatchObject(flags);
  });
});

test('members, groups and permalinks are told as they are', async () => {
  slack = await openOffice();
  const client = clientOf(slack);
  const { members } = await client.conversations.members({ channel: 'C0OPS', limit: 999 });
  expect(members).toEqual(['U0ANN', 'U0BOB', 'U0EVE', slack.botUserId]);
  const { users } = await client.usergroups.users.list({ usergroup: 'S0LEADS' });
  expect(users).toEqual(['U0BOB']);
  expect(await errorOf(client.usergroups.users.list({ usergroup: 'S0NONE' }))).toBe(
    'no_such_subteam',
  );
  const { ts } = slack.say('U0ANN', 'C0OPS', 'x');
  const link = await client.chat.getPermalink({ channel: 'C0OPS', message_ts: ts });
  expect(link.permalink).toContain(`/archives/C0OPS/p${ts.replace('.', '')}`);
});

test('the channels the bot is in are listed by type, each with its own scope', async () => {
  slack = await openOffice();
  slack.addChannel({ id: 'C0OWN', name: 'own', private: true });
  slack.addChannel({ id: 'C0GONE', name: 'gone', archived: true });
  const joined = async (args: Record<string, unknown> = {}) =>
    (await clientOf(slack).users.conversations(args)).channels?.map(({ id }) => id);
  expect(await joined()).toEqual(['C0OPS', 'C0GONE']);
  const both = { types: 'public_channel,private_channel' };
  expect(await joined({ ...both, exclude_archived: true })).toEqual(['C0OPS', 'C0OWN']);
  await slack.close();
  slack = await openOffice({ scopes: ['channels:read'] });
  expect(await joined()).toEqual(['C0OPS']);
  expect(await errorOf(joined(both))).toBe('missing_scope');
});

test('every answer tells the time of the simulated Slack', async () => {
  slack = await openOffice({ now: () => new Date('2026-01-31T12:00:00.500Z') });
  const { headers } = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
  expect(headers.get('date')).toBe('Sat, 31 Jan 2026 12:00:00 GMT');
});
