import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BotProcess, spawnBot } from '../../src/sandbox/bot-process.ts';

/** What `npm run sandbox` runs once it has built all. */
export const ENTRY = fileURLToPath(new URL('../../dist/sandbox/main.js', import.meta.url));

export interface OpenEntry {
  /** The address it printed. */
  readonly url: string;
  readonly firstLine: string;
  readonly process: BotProcess;
}

/** Starts it on a free port, and resolves once it has printed its address. */
export async function openEntry(env: Readonly<Record<string, string>> = {}): Promise<OpenEntry> {
  if (!existsSync(ENTRY)) throw new Error('npm run build comes first');
  let hear: (line: string) => void = () => undefined;
  const heard = new Promise<string>((resolve) => {
    hear = resolve;
  });
  const process = await spawnBot({
    script: ENTRY,
    env: { SANDBOX_PORT: '0', ...env },
    onLine: ({ text }) => hear(text),
  });
  const firstLine = await Promise.race([heard, process.exited.then(({ output }) => output)]);
  const url = /^Sandbox: (http:\/\/127\.0\.0\.1:\d+) /.exec(firstLine)?.[1];
  if (url === undefined) throw new Error(`npm run sandbox: ${firstLine}`);
  return { url, firstLine, process };
}
