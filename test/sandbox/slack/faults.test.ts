import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LogLevel, WebClient } from '@slack/web-api';
import { WebSocket } from 'ws';
import { type Fault, rateLimited } from '../../../src/sandbox/slack/faults.ts';
import type { SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import { clientOf, errorOf, openOffice } from './office.ts';

let slack: SlackSimulator;
beforeEach(async () => {
  slack = await openOffice();
});
afterEach(async () => {
  await slack.close();
});

const posting = { channel: 'C0OPS', text: 'hello' };
const target = { method: 'chat.postMessage' };

describe.each<[string, Fault, string, number]>([
  ['a status', { status: 500 }, 'statusCode = 500', 0],
  ['an error', { error: 'fatal_error' }, 'fatal_error', 0],
  ['a rate limit', rateLimited(7), 'rate-limit', 0],
  ['a proxy page', 'html page', '<!DOCTYPE html>', 0],
  ['a reset before', 'reset before', 'fetch failed', 0],
  ['a reset after commit', 'reset after commit', 'fetch failed', 1],
])('%s', (_name, fault, error, posted) => {
  test(`fails one call with ${posted} message posted, and the next call is well`, async () => {
    slack.fail(target, fault);
    await expect(clientOf(slack).chat.postMessage(posting)).rejects.toThrow(error);
    expect(slack.messages('C0OPS')).toHaveLength(posted);
    await clientOf(slack).chat.postMessage(posting);
    expect(slack.messages('C0OPS')).toHaveLength(posted + 1);
  });
});

test.each<[Fault, number]>([
  ['hang', 0],
  ['lost reply', 1],
])('"%s" leaves the caller waiting with %i messages posted', async (fault, posted) => {
  slack.fail(target, fault);
  const impatient = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 1_000,
    logLevel: LogLevel.ERROR,
  });
  await expect(impatient.chat.postMessage(posting)).rejects.toThrow();
  expect(slack.messages('C0OPS')).toHaveLength(posted);
  expect(slack.apiCalls).toMatchObject([{ error: 'no answer' }]);
});

test('a fault for one channel leaves the others alone', async () => {
  slack.fail({ ...target, channel: 'C0OPS' }, { error: 'fatal_error' });
  await clientOf(slack).chat.postMessage({ ...posting, channel: 'U0ANN' });
  expect(await errorOf(clientOf(slack).chat.postMessage(posting))).toBe('fatal_error');
});

test('a delayed call is answered, but not before its time', async () => {
  slack.fail(target, { delayMs: 60 });
  const started = Date.now();
  await clientOf(slack).chat.postMessage(posting);
  expect(Date.now() - started).toBeGreaterThanOrEqual(59);
});

test('in an outage nothing answers, no connection stays, and no command arrives', async () => {
  const { url = '' } = await clientOf(slack, slack.appToken).apps.connections.open({});
  const closed = new Promise((resolve) => {
    new WebSocket(url).once('close', resolve);
  });
  await slack.until(() => slack.connected() === 1);
  slack.outage(true);
  await closed;
  await expect(clientOf(slack).auth.test()).rejects.toThrow('503');
  expect(await slack.command('U0ANN', 'C0OPS', '/ask')).toMatchObject({ error: 'dispatch_failed' });
  slack.outage(false);
  await clientOf(slack).auth.test();
});

test('apps.connections.open can be made to answer invalid_auth as often as asked', async () => {
  slack.invalidAuthOnNextConnectionsOpen(2);
  const open = () => errorOf(clientOf(slack, slack.appToken).apps.connections.open({}));
  expect([await open(), await open(), await open()]).toEqual([
    'invalid_auth',
    'invalid_auth',
    'no error',
  ]);
});
