import { afterEach, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import { WebSocket } from 'ws';
import type { SlackSimulator } from '../../../../src/sandbox/slack/simulator.ts';
import { boltOverHttp, boltOverSocket, type RunningApp } from '../bolt-app.ts';
import { clientOf, openOffice } from '../office.ts';

let slack: SlackSimulator;
let bot: RunningApp | undefined;

afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await slack.close();
});

const answers = (app: App): void => app.command('/ask', async ({ ack }) => ack());
const says = '/ask something';

describe('the rule of three seconds', () => {
  test.each([
    ['Socket Mode', boltOverSocket],
    ['signed HTTP', boltOverHttp],
  ])('over %s a command that is not acked shows operation_timeout', async (_name, start) => {
    slack = await openOffice({ ackTimeoutMs: 60 });
    bot = await start(slack, (app) => app.command('/ask', async () => {}));
    const delivered = await slack.command('U0ANN', 'C0OPS', says);
    expect(delivered).toMatchObject({ acked: false, error: 'operation_timeout' });
    expect(slack.noticesOf('U0ANN')).toMatchObject([
      { text: '/ask failed with the error "operation_timeout"' },
    ]);
    expect(slack.noticesOf('U0BOB')).toEqual([]);
  });

  test('a machine that stands still takes none of the time from an app that answers at once', async () => {
    slack = await openOffice({ ackTimeoutMs: 300 });
    bot = await boltOverHttp(slack, answers);
    const delivering = slack.command('U0ANN', 'C0OPS', says);
    const until = performance.now() + 400;
    while (performance.now() < until);
    expect(await delivering).toMatchObject({ acked: true });
  });

  test('a command that finds no connection is lost as dispatch_failed', async () => {
    slack = await openOffice();
    const delivered = await slack.command('U0ANN', 'C0OPS', says);
    expect(delivered).toMatchObject({ acked: false, error: 'dispatch_failed' });
    expect(slack.deliveries).toMatchObject([{ state: 'dispatch_failed', via: 'socket' }]);
  });

  test('a command to an address where nobody listens is dispatch_failed', async () => {
    slack = await openOffice();
    slack.deliverOverHttp('http://127.0.0.1:9/slack/events');
    expect(await slack.command('U0ANN', 'C0OPS', says)).toMatchObject({ error: 'dispatch_failed' });
  });
});

describe('bent deliveries over HTTP', () => {
  test.each([
    ['another secret', { wrongSignature: true }, 401],
    ['a timestamp six minutes old', { timestampSkewSeconds: -360 }, 401],
    ['a body that is no form', { rawBody: 'payload=%7Bnot+json' }, 400],
  ])('%s is refused by a Bolt app', async (_name, options, status) => {
    slack = await openOffice();
    bot = await boltOverHttp(slack, answers);
    const delivered = await slack.command('U0ANN', 'C0OPS', says, options);
    expect(delivered).toMatchObject({ acked: false, error: 'http_error', status });
  });

  test('a delivery sent twice arrives twice, the second marked as a retry', async () => {
    slack = await openOffice();
    const retries: unknown[] = [];
    bot = await boltOverHttp(slack, (app) =>
      app.command('/ask', async ({ ack, context }) => {
        retries.push(context.retryNum);
        await ack();
      }),
    );
    await slack.command('U0ANN', 'C0OPS', says, { twice: true });
    expect(retries).toEqual([undefined, 1]);
  });
});

describe('Socket Mode', () => {
  test('a rotated connection is closed, and the app that reconnects is heard again', async () => {
    slack = await openOffice();
    bot = await boltOverSocket(slack, answers);
    await slack.rotate();
    expect(slack.connected()).toBe(0);
    expect(await slack.command('U0ANN', 'C0OPS', says)).toMatchObject({ error: 'dispatch_failed' });
    await slack.until(() => slack.connected() === 1);
    expect(await slack.command('U0ANN', 'C0OPS', says)).toMatchObject({ acked: true });
  });

  test('a connection can be made to live no longer than so many milliseconds', async () => {
    slack = await openOffice({ rotateEveryMs: 40 });
    const { url = '' } = await clientOf(slack, slack.appToken).apps.connections.open({});
    const socket = new WebSocket(url);
    const heard: unknown[] = [];
    socket.on('message', (data) => heard.push(JSON.parse(String(data)).type));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(heard).toEqual(['hello', 'disconnect']);
  });

  test('an eleventh connection is told that there are too many', async () => {
    slack = await openOffice();
    const client = clientOf(slack, slack.appToken);
    const connect = async () => {
      const { url = '' } = await client.apps.connections.open({});
      const socket = new WebSocket(url);
      return await new Promise((resolve) => {
        socket.once('message', (data) => resolve(JSON.parse(String(data))));
      });
    };
    for (let i = 0; i < 10; i += 1) expect(await connect()).toMatchObject({ type: 'hello' });
    expect(await connect()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    expect(slack.connected()).toBe(10);
  });

  test('each envelope goes to one connection only', async () => {
    slack = await openOffice();
    const heard: string[] = [];
    const listen = (name: string) => (app: App) =>
      app.command('/ask', async ({ ack }) => {
        heard.push(name);
        await ack();
      });
    bot = await boltOverSocket(slack, listen('first'));
    const other = await boltOverSocket(slack, listen('second'));
    await slack.until(() => slack.connected() === 2);
    await slack.command('U0ANN', 'C0OPS', says);
    await slack.command('U0ANN', 'C0OPS', says);
    expect(heard.sort()).toEqual(['first', 'second']);
    await Promise.all([bot.app.stop(), other.app.stop()]);
    bot = undefined;
  });

  test('a ticket opens one connection, which begins with hello', async () => {
    slack = await openOffice();
    const { url = '' } = await clientOf(slack, slack.appToken).apps.connections.open({});
    const first = new WebSocket(url);
    const hello = await new Promise((resolve) => {
      first.once('message', (data) => resolve(JSON.parse(String(data))));
    });
    expect(hello).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: slack.appId },
    });
    const refused = await new Promise((resolve) => {
      new WebSocket(url).once('error', (error) => resolve(String(error)));
    });
    expect(refused).toContain('403');
  });
});
