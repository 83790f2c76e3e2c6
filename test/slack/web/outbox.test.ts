import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { createSlackClient, slackClientOptions } from '../../../src/slack/web/client.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { type ApiServer, openApiServer, silence, tooMany } from './api-server.ts';
import { recordedLog } from './recorded-log.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function clientAt(answers: Parameters<typeof openApiServer>[0], postGapMs = 1) {
  const api = await openApiServer(answers);
  const outbox = createOutboxLimiter({ postGapMs, concurrency: 2 });
  closing.push(api.close, outbox.close);
  const options = { apiUrl: api.apiUrl, outbox, logger: recordedLog() };
  return { api, outbox, options, client: createSlackClient({ ...options, token: 'xoxb-fake' }) };
}

function gaps(api: ApiServer, method: string): number[] {
  const times = api.callsOf(method).map(({ at }) => at);
  return times.slice(1).map((at, before) => at - (times[before] ?? 0));
}

const ok = () => ({ ok: true, channel: 'C1', ts: '1.000001' });

test('messages to one channel keep their distance, and other channels do not wait', async () => {
  const { api, client } = await clientAt({ 'chat.postMessage': ok }, 500);
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'Facts' });
  // Opens connections first: the first call on a new one arrives later than it was sent.
  await Promise.all([post('C3'), post('C4')]);
  await Promise.all([post('C1'), post('C1'), post('C1'), post('C2')]);
  const toC2 = api.calls.findIndex(({ args }) => args['channel'] === 'C2');
  expect(toC2).toBeLessThanOrEqual(3);
  const times = api.calls.filter(({ args }) => args['channel'] === 'C1').map(({ at }) => at);
  expect(times).toHaveLength(3);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(400);
  expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(400);
});

test('posts that wait for their turn hold up no other method', async () => {
  const { api, client } = await clientAt({ 'chat.postMessage': ok, 'users.info': ok }, 60_000);
  const posts = Array.from({ length: 150 }, () =>
    client.chat.postMessage({ channel: 'C1', text: 'Facts' }).catch(() => 'dropped'),
  );
  await client.users.info({ user: 'U1' });
  expect(api.callsOf('users.info')).toHaveLength(1);
  await closing.pop()?.();
  expect(await Promise.all(posts)).toContain('dropped');
});

test('after a 429 nothing of that method goes out until Retry-After has passed', async () => {
  const { api, client } = await clientAt({
    'users.info': (_, nth) => (nth === 1 ? tooMany('1') : ok()),
    'conversations.info': ok,
  });
  const ask = () => client.users.info({ user: 'U1' });
  await expect(ask()).rejects.toMatchObject({ retryAfter: 1 });
  await expect(ask()).rejects.toMatchObject({ retryAfter: 1 });
  await client.conversations.info({ channel: 'C1' });
  expect(api.callsOf('users.info')).toHaveLength(1);
  while (
    !(await ask().then(
      () => true,
      () => false,
    ))
  );
  expect(gaps(api, 'users.info')).toEqual([expect.any(Number)]);
  expect(gaps(api, 'users.info')[0]).toBeGreaterThanOrEqual(990);
});

test('a 429 for a message silences its channel alone, those that wait already included', async () => {
  const { api, client } = await clientAt(
    { 'chat.postMessage': ({ args }) => (args['channel'] === 'C1' ? tooMany('30') : ok()) },
    20,
  );
  const post = (channel: string) =>
    client.chat.postMessage({ channel, text: 'Facts' }).then(
      () => 'posted',
      () => 'refused',
    );
  expect(await Promise.all([post('C1'), post('C1'), post('C1'), post('C2')])).toEqual([
    'refused',
    'refused',
    'refused',
    'posted',
  ]);
  expect(api.calls.filter(({ args }) => args['channel'] === 'C1').length).toBeLessThan(3);
});

test('one method never has more calls under way than allowed', async () => {
  let underWay = 0;
  let most = 0;
  const { client } = await clientAt({
    'users.info': () => (response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setTimeout(() => {
        underWay -= 1;
        response.end('{"ok":true}');
      }, 20);
    },
  });
  await Promise.all(Array.from({ length: 8 }, () => client.users.info({ user: 'U1' })));
  expect(most).toBe(2);
});

test('each client sends its own token, whatever was built before it', async () => {
  const { api, client, options } = await clientAt({ 'auth.test': ok });
  const other = createSlackClient({ ...options, token: 'xoxb-other' });
  await client.auth.test();
  await other.auth.test();
  expect(api.calls.map(({ token }) => token)).toEqual(['xoxb-fake', 'xoxb-other']);
});

test('options are a fresh object each time, without headers', async () => {
  const { options } = await clientAt({});
  const first = slackClientOptions(options);
  first.teamId = 'T_LEFT_BEHIND';
  expect(slackClientOptions(options)).not.toHaveProperty('teamId');
  expect(first).not.toHaveProperty('headers');
});

test('a hostile method name cannot send the token elsewhere', async () => {
  const elsewhere = await openApiServer({ '': ok });
  const { client } = await clientAt({});
  closing.push(elsewhere.close);
  await client.apiCall(elsewhere.apiUrl).catch(() => undefined);
  expect(elsewhere.calls).toEqual([]);
});

test.each(['api/auth.test', 'commands/one'])(
  'a redirect of %s is no second address',
  async (path) => {
    const elsewhere = await openApiServer({ 'auth.test': ok });
    closing.push(elsewhere.close);
    const redirected = () => (response: ServerResponse) => {
      response.writeHead(307, { location: `${elsewhere.apiUrl}auth.test` });
      response.end();
    };
    const { api, options } = await clientAt({
      'auth.test': redirected,
      '/commands/one': redirected,
    });
    const send = slackClientOptions(options).fetch;
    await expect(send?.(new URL(`/${path}`, api.apiUrl))).rejects.toThrow();
    expect(api.calls).toHaveLength(1);
    expect(elsewhere.calls).toEqual([]);
  },
);

test('an answer to a response_url that never comes is given up', async () => {
  const { api, options } = await clientAt({ '/commands/one': () => silence });
  const send = slackClientOptions({ ...options, timeoutMs: 100 }).fetch;
  await expect(send?.(new URL('/commands/one', api.apiUrl))).rejects.toThrow('time-out');
});
