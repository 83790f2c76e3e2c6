import { afterEach, expect, test } from '@jest/globals';
import { type BotProcess, spawnBot } from '../../../src/sandbox/bot-process.ts';
import { ENTRY, openEntry } from '../sandbox-entry.ts';

let sandbox: BotProcess | undefined;
afterEach(() => sandbox?.kill());

test('npm run sandbox serves the page at the address it prints, and cleans up when it ends', async () => {
  const { url, firstLine, process } = await openEntry();
  sandbox = process;
  expect(await (await fetch(url)).text()).toContain('<div id="root">');
  const world = await (await fetch(`${url}/api/world`)).json();
  expect(world).toMatchObject({ bot: { isRunning: true } });

  expect(await sandbox.stop()).toMatchObject({ code: 0, signal: null, output: firstLine });
  await expect(fetch(url)).rejects.toThrow();
}, 30_000);

test('a port that is none is said plainly', async () => {
  sandbox = await spawnBot({ script: ENTRY, env: { SANDBOX_PORT: 'http' } });
  expect(await sandbox.exited).toMatchObject({
    code: 1,
    output: 'SANDBOX_PORT is a port, such as 4600.',
  });
}, 30_000);
