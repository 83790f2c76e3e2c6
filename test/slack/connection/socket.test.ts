import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { page } from '../web/api-server.ts';
import { openBot, openSocketSlack, type SocketSlack } from './socket-slack.ts';

let slack: SocketSlack;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  slack = await openSocketSlack();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await slack.close();
});

const refused = { ok: false, error: 'invalid_auth' };

async function startedBot() {
  const bot = await openBot(slack, closing);
  const heard: string[] = [];
  bot.app.command('/dds-cancel', async ({ ack, command }) => {
    await ack();
    heard.push(command.text);
  });
  await bot.start();
  await slack.until(() => slack.sockets.length === 2);
  return { bot, heard };
}

describe('start', () => {
  test('a bad app token is told by name, with what Slack says, and nothing goes on trying', async () => {
    slack.slack.refusals = [refused];
    const bot = await openBot(slack, closing);
    await expect(bot.start()).rejects.toMatchObject({
      name: 'SlackTokenError',
      which: 'SLACK_APP_TOKEN',
      slackSays: 'invalid_auth',
    });
    expect(bot.receiving()).toBe(false);
    expect(slack.api.callsOf('apps.connections.open')).toHaveLength(1);
  });

  test('a bad bot token is told by name, and is no unhandled rejection', async () => {
    slack.slack.auth = { ok: false, error: 'account_inactive' };
    await expect(openBot(slack, closing)).rejects.toMatchObject({
      which: 'SLACK_BOT_TOKEN',
      slackSays: 'account_inactive',
    });
  });

  test('a token of a person is not taken for a bot token', async () => {
    slack.slack.auth = { ok: true, team_id: 'T_OURS', user_id: 'U1' };
    await expect(openBot(slack, closing)).rejects.toMatchObject({ which: 'SLACK_BOT_TOKEN' });
  });

  test('a Slack that is down is not taken for a bad token', async () => {
    await slack.api.close();
    await expect(openBot(slack, closing)).rejects.toMatchObject({
      name: 'SlackUnreachableError',
      message: 'Slack could not be reached (ECONNREFUSED)',
    });
  });

  test('passing trouble at the start is waited out', async () => {
    slack.slack.refusals = [page(503), page(200)];
    const { bot } = await startedBot();
    expect(bot.receiving()).toBe(true);
  });

  test('the bot knows who it is, asks once, and asks with each its own token', async () => {
    const { bot } = await startedBot();
    expect(bot.identity).toEqual({
      teamId: 'T_OURS',
      botUserId: 'U_OURS',
      botId: 'B_OURS',
    });
    slack.command('one');
    slack.command('two');
    await slack.until(() => slack.acks.length === 2);
    expect(slack.api.callsOf('auth.test').map(({ token }) => token)).toEqual(['xoxb-fake']);
    expect(slack.api.callsOf('apps.connections.open').map(({ token }) => token)).toEqual([
      'xapp-fake',
      'xapp-fake',
    ]);
  });
});

describe('rotation', () => {
  test('a connection Slack wants back works until Slack closes it', async () => {
    const { heard } = await startedBot();
    const old = [...slack.sockets];
    const isAcked = (count: number) => slack.until(() => slack.acks.length === count);
    const callAll = (text: string, sockets: typeof old) =>
      sockets.forEach((socket, at) => void slack.command(`${text} ${at}`, socket));
    slack.slack.saysHello = false;
    old.forEach(slack.goodbye);
    await slack.until(() => slack.sockets.length === 4);
    callAll('before the new ones', old);
    await isAcked(2);
    const successors = slack.sockets.slice(2);
    for (const socket of successors) socket.send('{"type":"hello"}');
    callAll('by the new ones', successors);
    await isAcked(4);
    callAll('beside the new ones', old);
    await isAcked(6);
    for (const socket of old) socket.close();
    await slack.until(() => slack.sockets.length === 2);
    expect(slack.sockets).toEqual(successors);
    expect(heard).toHaveLength(6);
  });

  test('with both connections recycled again and again no command is lost', async () => {
    const { bot } = await startedBot();
    const sent: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const newest = slack.sockets.slice(-2);
      const opened = slack.opened();
      for (const socket of newest) {
        slack.goodbye(socket);
        sent.push(String(sent.length));
        slack.command(String(sent.length - 1), socket);
      }
      await slack.until(() => slack.opened() === opened + 2);
    }
    await slack.until(() => slack.acks.length === sent.length);
    expect(slack.acks.sort()).toEqual(sent.sort());
    expect(bot.receiving()).toBe(true);
  });

  test('a connection that breaks without a word leaves the other', async () => {
    const { bot, heard } = await startedBot();
    slack.sockets[0]?.terminate();
    await slack.until(() => slack.sockets.length === 1);
    expect(bot.receiving()).toBe(true);
    slack.command('meanwhile', slack.sockets[0]);
    await slack.until(() => slack.acks.includes('meanwhile'));
    await slack.until(() => slack.sockets.length === 2);
    expect(heard).toEqual(['meanwhile']);
  });

  test('several refusals in a row at a reconnect end nothing and are no unhandled rejection', async () => {
    const { bot } = await startedBot();
    slack.slack.refusals = Array.from({ length: 6 }, () => refused);
    for (const socket of [...slack.sockets]) socket.terminate();
    await slack.until(() => slack.sockets.length === 0);
    await slack.until(() => slack.sockets.length === 2);
    slack.command('after');
    await slack.until(() => slack.acks.includes('after'));
    expect(bot.receiving()).toBe(true);
    expect(bot.logger.lines.join()).toContain('invalid_auth');
  });

  test('without any connection the bot says so', async () => {
    const { bot } = await startedBot();
    slack.slack.refusals = Array.from({ length: 20 }, () => refused);
    for (const socket of [...slack.sockets]) socket.terminate();
    await slack.until(() => slack.sockets.length === 0);
    while (bot.receiving()) await new Promise((resolve) => setImmediate(resolve));
    expect(bot.receiving()).toBe(false);
  });
});

test('two connections are not opened at one moment, or both would be recycled at one moment', async () => {
  const bot = await openBot(slack, closing, 300);
  await bot.start();
  await slack.until(() => slack.sockets.length === 2);
  const [first, second] = slack.api.callsOf('apps.connections.open').map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(280);
});

test('a message without the shape of one ends nothing', async () => {
  const { heard } = await startedBot();
  for (const nonsense of ['{"type":"events_api"}', 'null', 'not json', '{"type":"disconnect']) {
    slack.sockets[0]?.send(nonsense);
  }
  slack.command('still here', slack.sockets[0]);
  await slack.until(() => slack.acks.includes('still here'));
  expect(heard).toEqual(['still here']);
});

describe('an envelope that comes again', () => {
  test('by either connection is acked, and not taken a second time', async () => {
    const { heard } = await startedBot();
    for (const socket of [...slack.sockets, ...slack.sockets]) slack.command('once', socket);
    await slack.until(() => slack.acks.length === 4);
    expect(heard).toEqual(['once']);
  });

  test('is taken where the listener failed before its ack', async () => {
    const bot = await openBot(slack, closing);
    let times = 0;
    bot.app.command('/dds-cancel', async ({ ack }) => {
      times += 1;
      if (times === 1) throw new Error('listener is broken');
      await ack();
    });
    await bot.start();
    slack.command('again');
    while (bot.errors.length === 0) await new Promise((resolve) => setImmediate(resolve));
    slack.command('again');
    await slack.until(() => slack.acks.includes('again'));
    expect(times).toBe(2);
  });
});

test('an error in a listener is told once, without its payload, and ends nothing', async () => {
  const { bot } = await startedBot();
  bot.app.command('/dds-cancel', async () => {
    throw new Error('listener is broken');
  });
  slack.command('payload of a person');
  while (bot.errors.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(bot.errors).toMatchObject([{ original: { message: 'listener is broken' } }]);
  expect(bot.logger.lines.join()).not.toContain('payload of a person');
});

describe('stop', () => {
  test('waits for a listener that still runs, and then closes every connection', async () => {
    const bot = await openBot(slack, closing);
    const { promise, resolve } = held();
    bot.app.command('/dds-cancel', async ({ ack }) => {
      await ack();
      await promise;
    });
    await bot.start();
    slack.command('slow');
    await slack.until(() => slack.acks.length === 1);
    let stopped = false;
    const stopping = bot.stop(5_000).then((drained) => {
      stopped = true;
      return drained;
    });
    await slack.until(() => slack.sockets.length === 0);
    expect(stopped).toBe(false);
    resolve();
    expect(await stopping).toBe(true);
  });

  test('lets a listener that has just begun ack before its connection goes', async () => {
    const bot = await openBot(slack, closing);
    const [begun, ready] = [held(), held()];
    bot.app.command('/dds-cancel', async ({ ack }) => {
      begun.resolve();
      await ready.promise;
      await ack();
    });
    await bot.start();
    slack.command('just begun');
    await begun.promise;
    const stopping = bot.stop(5_000);
    await new Promise((resolve) => setImmediate(resolve));
    ready.resolve();
    expect(await stopping).toBe(true);
    await slack.until(() => slack.sockets.length === 0);
    expect(slack.acks).toEqual(['just begun']);
  });

  test('goes on without a listener that does not end in time', async () => {
    const bot = await openBot(slack, closing);
    const { promise, resolve } = held();
    bot.app.command('/dds-cancel', async ({ ack }) => {
      await ack();
      await promise;
    });
    await bot.start();
    slack.command('slow');
    await slack.until(() => slack.acks.length === 1);
    expect(await bot.stop(50)).toBe(false);
    resolve();
  });
});

function held() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}
