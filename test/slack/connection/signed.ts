import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openSlackApp } from '../../../src/slack/connection/app.ts';
import { createOutboxLimiter } from '../../../src/slack/web/outbox-limiter.ts';
import { openApiServer } from '../web/api-server.ts';
import { recordedLog } from '../web/recorded-log.ts';
import { signedIn } from './socket-slack.ts';

const SECRET = 'fake-signing-secret';

interface Signed {
  readonly text?: string;
  /** Seconds from now. */
  readonly ahead?: number;
  readonly secret?: string;
}

export function signedCommand({ text = 'job', ahead = 0, secret = SECRET }: Signed = {}) {
  const body = new URLSearchParams({
    command: '/dds-cancel',
    text,
    team_id: 'T_OURS',
    user_id: 'U1',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000) + ahead);
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { body, timestamp, signature: `v0=${hash}` };
}

/** The real Bolt app in HTTP mode, mounted on a server of ours. */
export async function openHttpBot(closing: (() => Promise<unknown>)[]) {
  const api = await openApiServer({ 'auth.test': () => signedIn });
  const outbox = createOutboxLimiter();
  const logger = recordedLog();
  const errors: unknown[] = [];
  const bot = await openSlackApp({
    botToken: 'xoxb-fake',
    apiUrl: api.apiUrl,
    mode: { kind: 'http', signingSecret: SECRET },
    outbox,
    logger,
    onError: (error) => void errors.push(error),
  });
  const server = createServer(bot.listener ?? undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  closing.push(api.close, outbox.close, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function send(
    { body, timestamp, signature }: ReturnType<typeof signedCommand>,
    path = '/slack/events',
  ): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
      },
    });
    await answer.text();
    return answer.status;
  }

  await bot.start();
  return { ...bot, logger, errors, send };
}
