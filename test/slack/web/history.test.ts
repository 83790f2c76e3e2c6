import { afterEach, expect, test } from '@jest/globals';
import { createSlackClient } from '../../../src/slack/web/client.ts';
import { findByMetadata } from '../../../src/slack/web/history.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { openApiServer, page } from './api-server.ts';
import { recordedLog } from './recorded-log.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function clientAt(answers: Parameters<typeof openApiServer>[0]) {
  const api = await openApiServer(answers);
  const outbox = createOutboxLimiter();
  closing.push(api.close, outbox.close);
  const options = { token: 'xoxb-fake', apiUrl: api.apiUrl, outbox, logger: recordedLog() };
  return { api, client: createSlackClient(options) };
}

function ours(ts: string, seq: number, bot_id = 'B_OURS') {
  return { ts, bot_id, metadata: { event_type: 'dds_cancel', event_payload: { seq } } };
}

const search = {
  channel: 'C1',
  author: { botId: 'B_OURS', botUserId: 'U_OURS' },
  matches: ({ event_payload }: { event_payload: Record<string, unknown> }) =>
    event_payload['seq'] === 2,
};

test('every own message that matches is found on every page, oldest first', async () => {
  const { api, client } = await clientAt({
    'conversations.history': ({ args }) =>
      args['cursor'] === 'next'
        ? { ok: true, messages: [ours('10.000001', 2)], has_more: false }
        : {
            ok: true,
            messages: [
              ours('12.000001', 2),
              ours('11.000001', 1),
              { ts: '10.500000', text: 'chat' },
            ],
            has_more: true,
            response_metadata: { next_cursor: 'next' },
          },
  });
  const found = await findByMetadata(client, { ...search, oldest: '9.000000' });
  expect(found.map(({ message }) => message.ts)).toEqual(['10.000001', '12.000001']);
  expect(api.calls[0]?.args).toMatchObject({
    channel: 'C1',
    oldest: '9.000000',
    include_all_metadata: 'true',
    limit: '200',
  });
});

test('a look-alike of another app does not count', async () => {
  const { client } = await clientAt({
    'conversations.history': () => ({
      ok: true,
      messages: [ours('10.000001', 2, 'B_MIMIC'), { ...ours('11.000001', 2), bot_id: undefined }],
    }),
  });
  expect(await findByMetadata(client, search)).toEqual([]);
});

test('an own message counts where Slack names its user and no bot', async () => {
  const byUser = (user: string, ts: string) => ({ ...ours(ts, 2), bot_id: undefined, user });
  const { client } = await clientAt({
    'conversations.history': () => ({
      ok: true,
      messages: [
        byUser('U_OURS', '10.000001'),
        byUser('U_MIMIC', '11.000001'),
        { ...ours('12.000001', 2, 'B_MIMIC'), user: 'U_OURS' },
      ],
    }),
  });
  const found = await findByMetadata(client, search);
  expect(found.map(({ message }) => message.ts)).toEqual(['10.000001']);
});

test('the message above a thread is counted once, though every page begins with it', async () => {
  const { api, client } = await clientAt({
    'conversations.replies': (_, nth) => ({
      ok: true,
      messages: [ours('1.000000', 2), ours(`${nth + 1}.000000`, 2)],
      response_metadata: { next_cursor: nth === 1 ? 'next' : '' },
    }),
  });
  const found = await findByMetadata(client, { ...search, thread: '1.000000' });
  expect(found.map(({ message }) => message.ts)).toEqual(['1.000000', '2.000000', '3.000000']);
  expect(api.calls[0]?.args).toMatchObject({ ts: '1.000000' });
});

test.each([
  ['an error', () => ({ ok: false, error: 'thread_not_found' })],
  ['a page of a proxy', () => page(200)],
  ['an answer without messages', () => ({ ok: true })],
  ['more to come, but no cursor', () => ({ ok: true, messages: [], has_more: true })],
])('%s is doubt, never "not there"', async (_, answer) => {
  const { client } = await clientAt({ 'conversations.history': answer });
  await expect(findByMetadata(client, search)).rejects.toThrow();
});
