import { afterEach, describe, expect, test } from '@jest/globals';
import { createReplayGuard } from '../../../src/slack/connection/replay-guard.ts';
import { openHttpBot, signedCommand } from './signed.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function listeningBot() {
  const bot = await openHttpBot(closing);
  const heard: string[] = [];
  bot.app.command('/dds-cancel', async ({ ack, command }) => {
    await ack();
    heard.push(command.text);
  });
  return { bot, heard };
}

test('a signed command is acked and heard', async () => {
  const { bot, heard } = await listeningBot();
  expect(await bot.send(signedCommand({ text: 'one' }))).toBe(200);
  expect(heard).toEqual(['one']);
});

test.each([
  ['signed with another secret', { secret: 'another' }],
  ['six minutes old', { ahead: -360 }],
  ['six minutes ahead', { ahead: 360 }],
  ['a day ahead', { ahead: 86_400 }],
])('what is %s is refused with 401', async (_, how) => {
  const { bot, heard } = await listeningBot();
  expect(await bot.send(signedCommand(how))).toBe(401);
  expect(heard).toEqual([]);
});

test('a clock of Slack that runs four minutes ahead is borne with', async () => {
  const { bot, heard } = await listeningBot();
  expect(await bot.send(signedCommand({ ahead: 240 }))).toBe(200);
  expect(heard).toHaveLength(1);
});

describe('a replay', () => {
  test('is answered 200 and not heard', async () => {
    const { bot, heard } = await listeningBot();
    const command = signedCommand();
    expect(await bot.send(command)).toBe(200);
    expect(await bot.send(command)).toBe(200);
    expect(heard).toHaveLength(1);
  });

  test('is known though its headers are spelt in another way that Bolt takes', async () => {
    const { bot, heard } = await listeningBot();
    const command = signedCommand();
    await bot.send(command);
    await bot.send({ ...command, signature: `${command.signature}=again` });
    await bot.send({ ...command, timestamp: `${command.timestamp}.0` });
    expect(heard).toHaveLength(1);
  });

  test('at the very same moment is known too', async () => {
    const { bot, heard } = await listeningBot();
    const command = signedCommand();
    await Promise.all(Array.from({ length: 5 }, () => bot.send(command)));
    expect(heard).toHaveLength(1);
  });

  test('of a forged request costs no memory: the true one still counts', async () => {
    const { bot, heard } = await listeningBot();
    const command = signedCommand();
    expect(await bot.send({ ...command, body: `${command.body}&text=other` })).toBe(401);
    expect(await bot.send(command)).toBe(200);
    expect(heard).toHaveLength(1);
  });

  test('of a request that failed before its ack is heard', async () => {
    const bot = await openHttpBot(closing);
    let times = 0;
    bot.app.command('/dds-cancel', async ({ ack }) => {
      times += 1;
      if (times === 1) throw new Error('not ready');
      await ack();
    });
    const command = signedCommand();
    expect(await bot.send(command)).toBe(500);
    expect(await bot.send(command)).toBe(200);
    expect(times).toBe(2);
  });
});

test('an error before the ack is answered 500 at once, told once, and without the payload', async () => {
  const bot = await openHttpBot(closing);
  bot.app.command('/dds-cancel', async () => {
    throw new Error('listener is broken');
  });
  const began = performance.now();
  expect(await bot.send(signedCommand({ text: 'payload of a person' }))).toBe(500);
  // Bolt would otherwise answer after 3 s.
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(bot.errors).toHaveLength(1);
  expect(bot.logger.lines.join()).not.toContain('payload of a person');
});

test('an error after the ack leaves the ack', async () => {
  const bot = await openHttpBot(closing);
  bot.app.command('/dds-cancel', async ({ ack }) => {
    await ack();
    throw new Error('too late to tell');
  });
  expect(await bot.send(signedCommand())).toBe(200);
  expect(bot.errors).toHaveLength(1);
});

test.each(['/slack/other', '//', '/slack/events/..'])('at %s there is nothing', async (path) => {
  const { bot, heard } = await listeningBot();
  expect(await bot.send(signedCommand(), path)).toBeGreaterThanOrEqual(400);
  expect(heard).toEqual([]);
});

test('a body too large for anything of Slack is refused', async () => {
  const { bot, heard } = await listeningBot();
  const status = await bot.send(signedCommand({ text: 'x'.repeat(1_100_000) })).catch(() => 413);
  expect(status).toBe(413);
  expect(heard).toEqual([]);
});

test('the bot receives from its start to its stop', async () => {
  const bot = await openHttpBot(closing);
  expect(bot.receiving()).toBe(true);
  expect(await bot.stop(100)).toBe(true);
  expect(bot.receiving()).toBe(false);
});

describe('the memory for replays', () => {
  test('lasts ten minutes, longer than a timestamp is taken', () => {
    let ms = 0;
    const guard = createReplayGuard(() => new Date(ms));
    guard.isNew('a');
    ms = 600_000;
    expect(guard.isNew('a')).toBe(false);
    ms = 600_001;
    expect(guard.isNew('a')).toBe(true);
  });

  test('is bounded', () => {
    const guard = createReplayGuard(() => new Date(0), 2);
    for (const signature of ['a', 'b', 'c']) guard.isNew(signature);
    expect(guard.isNew('c')).toBe(false);
    expect(guard.isNew('a')).toBe(true);
  });
});
