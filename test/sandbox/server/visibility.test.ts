import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CHANNELS, PEOPLE } from '../../../src/sandbox/world/cast.ts';
import { openPageApi, type PageApi } from './page-api.ts';

let api: PageApi;
beforeEach(async () => {
  api = await openPageApi();
});
afterEach(() => api.close());

const { requester, colleague, external, guest, approver } = PEOPLE;
const { ops, payments, vendor } = CHANNELS;

test('a private channel and its messages are shown to members alone', async () => {
  api.world.slack.say(requester.id, payments.id, 'only for us');

  const member = await api.see(approver.id);
  expect(member.channels.map(({ id }) => id)).toContain(payments.id);
  expect(member.messages.map(({ text }) => text)).toEqual(['only for us']);

  const other = await api.see(colleague.id);
  expect(other.channels.map(({ id }) => id)).toEqual([ops.id, vendor.id]);
  expect(other.messages).toEqual([]);
});

test('guests and people from outside see only the channels they are in', async () => {
  const channelsOf = async (id: string) => (await api.see(id)).channels.map((it) => it.id);
  expect(await channelsOf(guest.id)).toEqual([ops.id]);
  expect(await channelsOf(external.id)).toEqual([vendor.id]);
});

test('what Slack tells one person is not told to another', async () => {
  const body = { as: requester.id, channel: ops.id, text: '/dds-cancel help' };
  await api.post('/api/command', body);

  expect((await api.see(requester.id)).notices).toHaveLength(1);
  expect((await api.see(approver.id)).notices).toEqual([]);
});

test('nobody reads a direct message between the bot and somebody else', async () => {
  const { id } = api.world.slack.world.directChannel(requester.id);
  api.world.slack.say(requester.id, id, 'between us');

  expect((await api.see(requester.id)).messages.map(({ text }) => text)).toEqual(['between us']);
  expect((await api.see(approver.id)).messages).toEqual([]);
});

test('replies are shown with their thread, and none twice', async () => {
  const { slack } = api.world;
  const { ts } = slack.say(requester.id, ops.id, 'head');
  slack.say(approver.id, ops.id, 'reply', { thread_ts: ts });

  const shown = (await api.see(colleague.id)).messages.map(({ text, threadTs }) => [
    text,
    threadTs,
  ]);
  expect(shown).toEqual([
    ['head', null],
    ['reply', ts],
  ]);
});

test.each(['U0BOT', 'U0NOBODY', ''])('nobody can look as %p', async (as) => {
  expect((await api.get(`/api/world?as=${as}`)).status).toBe(400);
});
