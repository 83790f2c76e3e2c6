import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { App } from '@slack/bolt';
import { createReplayGuard } from '../../../src/slack/connection/replay-guard.ts';
import { openSocketLink } from '../../../src/slack/connection/socket-link.ts';
import { slackClientOptions } from '../../../src/slack/web/client.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { createSlackLogger } from '../../../src/slack/web/slack-log.ts';
import { recordedLog } from '../web/recorded-log.ts';
import { openSocketSlack, type SocketSlack } from './socket-slack.ts';

let slack: SocketSlack;
const outbox = createOutboxLimiter();
beforeEach(async () => {
  slack = await openSocketSlack();
});
afterEach(() => slack.close());

function open(helloTimeoutMs = 2_000) {
  const logger = recordedLog();
  const clientOptions = slackClientOptions({ apiUrl: slack.api.apiUrl, outbox, logger });
  const app = new App({
    token: 'xoxb-fake',
    signingSecret: 'fake',
    deferInitialization: true,
    logger: createSlackLogger(logger),
  });
  const seen = createReplayGuard(() => new Date());
  return openSocketLink({
    app,
    appToken: 'xapp-fake',
    clientOptions,
    logger,
    seen,
    helloTimeoutMs,
  });
}

test('a Slack that says no hello is given up, and its socket is closed', async () => {
  slack.slack.saysHello = false;
  await expect(open(2_000)).rejects.toThrow('no hello within 2000 ms');
  await slack.until(() => slack.sockets.length === 0);
  expect(slack.opened()).toBe(1);
});

test('a socket that is refused is an error with words', async () => {
  slack.slack.refusals = [{ ok: true, url: 'ws://127.0.0.1:1/' }];
  await expect(open()).rejects.toThrow('the socket closed before a hello');
});

test('a Slack that does not answer the close holds it up for no more than a second', async () => {
  const link = await open();
  await slack.until(() => slack.sockets.length === 1);
  slack.sockets[0]?.pause();
  const began = performance.now();
  await link.close();
  await link.ended;
  expect(performance.now() - began).toBeLessThan(2_000);
});
