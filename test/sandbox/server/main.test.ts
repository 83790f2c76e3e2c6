import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { type BotProcess, spawnBot } from '../../../src/sandbox/bot-process.ts';

const script = fileURLToPath(new URL('../../../dist/sandbox/main.js', import.meta.url));

let sandbox: BotProcess | undefined;
afterEach(() => sandbox?.kill());

test('npm run sandbox serves the page at the address it prints, and cleans up when it ends', async () => {
  const line = await open();
  const url = /^Sandbox: (http:\/\/127\.0\.0\.1:\d+) /.exec(line)?.[1] ?? line;
  expect(await (await fetch(url)).text()).toContain('<div id="root">');
  const world = await (await fetch(`${url}/api/world`)).json();
  expect(world).toMatchObject({ bot: { isRunning: true } });

  expect(await sandbox?.stop()).toMatchObject({ code: 0, signal: null, output: line });
  await expect(fetch(url)).rejects.toThrow();
}, 30_000);

test('a port that is none is said plainly', async () => {
  sandbox = await spawnBot({ script, env: { SANDBOX_PORT: 'http' } });
  expect(await sandbox.exited).toMatchObject({
    code: 1,
    output: 'SANDBOX_PORT is a port, such as 4600.',
  });
}, 30_000);

/** Resolves with the first line. */
async function open(): Promise<string> {
  if (!existsSync(script)) throw new Error('npm run build comes first');
  return await new Promise<string>((resolve, reject) => {
    const options = { script, env: { SANDBOX_PORT: '0' }, onLine: hear };
    function hear({ text }: { readonly text: string }): void {
      resolve(text);
    }
    spawnBot(options).then((opened) => {
      sandbox = opened;
    }, reject);
  });
}
