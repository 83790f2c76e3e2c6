import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawnBot, startBot } from '../../../src/sandbox/bot-process.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dds-cancel-stub-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** A bot that does only what is needed here. */
async function stub(source: string): Promise<string> {
  const script = join(directory, 'stub.mjs');
  await writeFile(script, source);
  return script;
}
const READY = `
  import { createServer } from 'node:http';
  const { PORT } = process.env;
  createServer((_, response) => response.end()).listen(PORT, '127.0.0.1');
`;

test('the bot is told nothing but what it is given', async () => {
  const say = 'process.stdout.write(JSON.stringify({ told: Object.keys(process.env) }) + "\\n");';
  const script = await stub(`${say}${READY}`);
  process.env['SANDBOX_TEST_SECRET'] = 'not for the bot';
  const bot = await startBot({ script, env: { GIVEN: 'yes' } });
  const { output } = await bot.kill();
  delete process.env['SANDBOX_TEST_SECRET'];

  expect(JSON.parse(output).told.sort()).toEqual(['GIVEN', 'HOME', 'PATH', 'PORT']);
  expect(bot.lines[0]?.json).toEqual(JSON.parse(output));
});

test('a bot that ends before it is ready is a fault that shows what it wrote', async () => {
  const script = await stub('process.stderr.write("DDS_REGION is missing\\n"); process.exit(78);');
  await expect(startBot({ script, env: {} })).rejects.toMatchObject({
    name: 'BotNotReadyError',
    output: 'DDS_REGION is missing',
    message: expect.stringContaining('code 78'),
  });
});

test('a bot that never gets ready is ended', async () => {
  const script = await stub('setInterval(() => undefined, 1_000);');
  const starting = startBot({ script, env: {}, readyTimeoutMs: 100 });
  await expect(starting).rejects.toThrow('not ready after 100 ms');
});

test('stop lets the bot end in its own way, kill does not', async () => {
  const script = await stub(`${READY} process.once('SIGTERM', () => process.exit(5));`);
  const stopped = await (await startBot({ script, env: {} })).stop();
  const killed = await (await startBot({ script, env: {} })).kill();

  expect(stopped).toEqual({ code: 5, signal: null, output: '' });
  expect(killed).toEqual({ code: null, signal: 'SIGKILL', output: '' });
});

test('every line of both streams is heard', async () => {
  const script = await stub('console.log("one"); console.error("two"); console.log("[3]");');
  const heard: string[] = [];
  const bot = await spawnBot({
    script,
    env: {},
    onLine: ({ from, text }) => heard.push(from + text),
  });
  await bot.exited;

  expect(heard.sort()).toEqual(['stderrtwo', 'stdout[3]', 'stdoutone']);
});
