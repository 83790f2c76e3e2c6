import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { createSlackClient } from '../../../src/slack/web/client.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { type ApiServer, hangUp, openApiServer, page, silence, tooMany } from './api-server.ts';
import { recordedLog } from './recorded-log.ts';

const ok = { ok: true, channel: 'C1', ts: '1.000001' };
/** What Slack answers now: an object, or a function that sends something else. */
const answers: { post: object; read: object } = { post: ok, read: ok };

let api: ApiServer;
let outbox: ReturnType<typeof createOutboxLimiter>;
let client: WebClient;
let health: boolean[];
beforeEach(async () => {
  Object.assign(answers, { post: ok, read: ok });
  api = await openApiServer({
    'chat.postMessage': () => answers.post,
    'users.info': () => answers.read,
  });
  outbox = createOutboxLimiter({ postGapMs: 1 });
  health = [];
  client = createSlackClient({
    ...{ apiUrl: api.apiUrl, outbox, logger: recordedLog(), token: 'xoxb-fake', timeoutMs: 200 },
    onHealth: (isFailing) => void health.push(isFailing),
  });
});
afterEach(async () => {
  await outbox.close();
  await api.close();
});

/** Makes these calls one after the other, and answers what was told after each. */
async function told(...calls: readonly ('post' | 'read')[]): Promise<readonly boolean[]> {
  const before = health.length;
  for (const call of calls) {
    const made =
      call === 'post'
        ? client.chat.postMessage({ channel: 'C1', text: 'Facts' })
        : client.users.info({ user: 'U1' });
    await made.catch(() => undefined);
  }
  return health.slice(before);
}

test.each([
  ['no answer in time', silence],
  ['a connection that breaks', hangUp],
  ['a 503', page(503)],
  ["a proxy's page", page(200)],
  ['a 429, and the silence after it', tooMany('60')],
  ["Slack's own trouble", { ok: false, error: 'service_unavailable' }],
  ['a token that was revoked', { ok: false, error: 'token_revoked' }],
])('%s is trouble from the third call on, until one goes well', async (_, trouble) => {
  answers.read = trouble;
  expect(await told('read', 'read', 'read', 'read')).toEqual([false, false, true, true]);
  expect(await told('post')).toEqual([false]);
});

test('what Slack refuses of one message is no trouble', async () => {
  answers.post = { ok: false, error: 'is_archived' };
  expect(await told('post', 'post', 'post', 'post')).toEqual([false, false, false, false]);
});

test('two failures and a success, again and again, are none', async () => {
  for (let round = 0; round < 2; round += 1) {
    answers.read = page(503);
    expect(await told('read', 'read')).toEqual([false, false]);
    answers.read = ok;
    expect(await told('read')).toEqual([false]);
  }
});

test('while no message is taken, looking for it is not taken for well-being', async () => {
  answers.post = page(503);
  const calls = ['post', 'read', 'post', 'read', 'post', 'read', 'read'] as const;
  expect(await told(...calls)).toEqual([false, false, false, false, true, true, true]);
  answers.post = ok;
  expect(await told('post')).toEqual([false]);
});
