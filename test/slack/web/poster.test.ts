import { afterEach, describe, expect, test } from '@jest/globals';
import { createSlackClient } from '../../../src/slack/web/client.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { createPoster, type Poster } from '../../../src/slack/web/poster.ts';
import { hangUp, openApiServer, page, silence, tooMany } from './api-server.ts';
import { recordedLog } from './recorded-log.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Answers = Parameters<typeof openApiServer>[0];

async function posterAt(answers: Answers, timeoutMs = 2_000) {
  const api = await openApiServer(answers);
  const outbox = createOutboxLimiter({ postGapMs: 1 });
  const logger = recordedLog();
  const client = createSlackClient({
    token: 'xoxb-fake',
    apiUrl: api.apiUrl,
    outbox,
    logger,
    timeoutMs,
  });
  closing.push(api.close, outbox.close);
  return { api, poster: createPoster(client), logger };
}

const message = { channel: 'C1', text: 'Facts' };
const edited = { channel: 'C1', ts: '1.000001', text: 'Facts' };

async function addressOfNobody(): Promise<string> {
  const api = await openApiServer({});
  await api.close();
  return api.apiUrl;
}

describe('a post', () => {
  test('tells where the message stands, as Slack says it', async () => {
    const { poster } = await posterAt({
      'chat.postMessage': () => ({ ok: true, channel: 'D9', ts: '1.000002' }),
    });
    expect(await poster.post({ ...message, channel: 'U1' })).toEqual({
      posted: 'yes',
      message: { channel: 'D9', ts: '1.000002' },
    });
  });

  test('and an edit and an ephemeral never parse names or unfurl links', async () => {
    const done = () => ({ ok: true, channel: 'C1', ts: '1.000001', message_ts: '1.000003' });
    const { api, poster } = await posterAt({
      'chat.postMessage': done,
      'chat.update': done,
      'chat.postEphemeral': done,
    });
    await poster.post(message);
    await poster.update(edited);
    await poster.postEphemeral({ ...message, user: 'U1' });
    expect(api.calls).toHaveLength(3);
    for (const { args } of api.calls) {
      expect(args).toMatchObject({
        parse: 'none',
        link_names: 'false',
        unfurl_links: 'false',
        unfurl_media: 'false',
      });
    }
  });

  test.each([
    ['is_archived', 'never'],
    ['not_in_channel', 'never'],
    ['invalid_blocks', 'never'],
    ['invalid_auth', 'not yet'],
    ['ratelimited', 'not yet'],
    ['fatal_error', 'perhaps'],
    ['internal_error', 'perhaps'],
    ['service_unavailable', 'perhaps'],
    ['an_error_of_tomorrow', 'perhaps'],
  ])('that Slack answers with %s is posted: %s', async (error, posted) => {
    const { poster } = await posterAt({ 'chat.postMessage': () => ({ ok: false, error }) });
    expect(await poster.post(message)).toMatchObject({ posted, error });
  });

  test('that is throttled waits as long as Slack asks', async () => {
    const { poster } = await posterAt({ 'chat.postMessage': () => tooMany('7') });
    expect(await poster.post(message)).toEqual({
      posted: 'not yet',
      error: 'ratelimited',
      retryAfterMs: 7_000,
    });
  });

  test('that is throttled without a number waits a second', async () => {
    const { poster } = await posterAt({ 'chat.postMessage': () => tooMany() });
    expect(await poster.post(message)).toMatchObject({ posted: 'not yet', retryAfterMs: 1_000 });
  });

  test('is in doubt after a time-out, a reset, a 503, a page, and an answer that says nothing', async () => {
    const inDoubt = [silence, hangUp, page(503), page(200), {}, { ok: true }];
    const { api, poster } = await posterAt(
      { 'chat.postMessage': (_, nth) => inDoubt[nth - 1] ?? {} },
      150,
    );
    const results = [];
    for (const _ of inDoubt) results.push(await poster.post(message));
    expect(results.map(({ posted }) => posted)).toEqual(inDoubt.map(() => 'perhaps'));
    expect(results.map((result) => 'error' in result && result.error)).toEqual([
      'time-out',
      'UND_ERR_SOCKET',
      'HTTP 503',
      'answer is not JSON',
      'answer is not JSON',
      'answer could not be read',
    ]);
    // One call each: a retry nobody asked for would post twice.
    expect(api.calls).toHaveLength(inDoubt.length);
  });

  test('is in doubt where the answer breaks off in the middle', async () => {
    const { poster } = await posterAt({
      'chat.postMessage': () => (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"ok":true');
        setTimeout(() => response.destroy(), 20);
      },
    });
    expect(await poster.post(message)).toMatchObject({ posted: 'perhaps' });
  });

  test.each([
    ['nobody listens', async () => await addressOfNobody()],
    ['the host has no address', async () => 'http://slack.invalid/api/'],
  ])('was certainly not made where %s', async (_, address) => {
    const outbox = createOutboxLimiter();
    closing.push(outbox.close);
    const options = { apiUrl: await address(), outbox, logger: recordedLog() };
    const poster = createPoster(createSlackClient({ ...options, token: 'xoxb-fake' }));
    expect(await poster.post(message)).toMatchObject({ posted: 'not yet', retryAfterMs: null });
  });

  test('never echoes a page, a token or an address into its error or the log', async () => {
    const { api, poster, logger } = await posterAt({
      'chat.postMessage': (_, nth) => (nth === 1 ? page(200) : hangUp),
    });
    const said = JSON.stringify([await poster.post(message), await poster.post(message)]);
    for (const secret of ['<html', 'xoxb-', api.apiUrl]) {
      expect(`${said}${logger.lines.join()}`).not.toContain(secret);
    }
  });
});

describe('an edit', () => {
  const outcomes: [string, Answers[string], string][] = [
    ['a time-out', () => silence, 'not yet'],
    ['a 503', () => page(503), 'not yet'],
    ['a page', () => page(200), 'not yet'],
    ['fatal_error', () => ({ ok: false, error: 'fatal_error' }), 'not yet'],
    ['message_not_found', () => ({ ok: false, error: 'message_not_found' }), 'never'],
  ];
  test.each(outcomes)('after %s is: %s', async (_, answer, posted) => {
    const { poster } = await posterAt({ 'chat.update': answer }, 150);
    expect(await poster.update(edited)).toMatchObject({ posted });
  });
});

test('removing a message that is gone already is a success', async () => {
  const { poster } = await posterAt({
    'chat.delete': () => ({ ok: false, error: 'message_not_found' }),
  });
  expect(await poster.remove(edited)).toMatchObject({ posted: 'yes' });
});

test('what still waits when the outbox closes was certainly not posted', async () => {
  const api = await openApiServer({
    'chat.postMessage': () => ({ ok: true, channel: 'C1', ts: '1.000001' }),
  });
  const outbox = createOutboxLimiter({ postGapMs: 60_000 });
  const logger = recordedLog();
  const client = createSlackClient({ token: 'xoxb-fake', apiUrl: api.apiUrl, outbox, logger });
  const poster: Poster = createPoster(client);
  closing.push(api.close);
  expect(await poster.post(message)).toMatchObject({ posted: 'yes' });
  const waiting = poster.post(message);
  await outbox.close();
  expect(await waiting).toMatchObject({ posted: 'not yet', error: 'bot is stopping' });
  expect(await poster.post(message)).toMatchObject({ posted: 'not yet' });
  expect(api.calls).toHaveLength(1);
});

test('what is under way when the outbox closes is broken off, and may have been posted', async () => {
  const { api, poster } = await posterAt({ 'chat.postMessage': () => silence }, 60_000);
  const posting = poster.post(message);
  while (api.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const beganAt = performance.now();
  await closing.pop()?.();
  expect(await posting).toMatchObject({ posted: 'perhaps' });
  expect(performance.now() - beganAt).toBeLessThan(1_000);
});
