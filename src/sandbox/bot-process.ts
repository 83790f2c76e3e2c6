import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BotNotReadyError } from './bot-process/not-ready-error.ts';
import { type BotLine, readLines } from './bot-process/read-lines.ts';
import { untilReady } from './bot-process/until-ready.ts';
import { freePort } from './world/free-port.ts';

export interface BotOptions {
  /** All the bot gets, besides `PATH` and `HOME`; a free `PORT` is added where there is none. */
  readonly env: Readonly<Record<string, string>>;
  /** The compiled bot; `dist/main.js` by default. */
  readonly script?: string;
  /** A fresh, empty directory by default: a `.env` in it would be read. */
  readonly cwd?: string;
  /** Called with each line of standard output, parsed where it is JSON, and of standard error. */
  readonly onLine?: (line: BotLine) => void;
  /** How far ahead of the machine the bot's clock is at its start, in milliseconds; it can be moved only where this is given. */
  readonly aheadMs?: number;
  /** How long the bot may take to be ready, default 15 s. */
  readonly readyTimeoutMs?: number;
}

export interface BotExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Everything the bot wrote, both streams in the order it arrived. */
  readonly output: string;
}

/** The real bot, running as a process of its own. */
export interface BotProcess {
  readonly pid: number;
  /** `http://127.0.0.1:PORT`, where `/healthz`, `/readyz` and `/metrics` are. */
  readonly url: string;
  readonly lines: readonly BotLine[];
  readonly exited: Promise<BotExit>;
  /** Sets how far ahead of the machine the bot's clock is. */
  moveClock(aheadMs: number): void;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<BotExit>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<BotExit>;
}

/** Starts the bot and waits until it is ready; rejects with `BotNotReadyError` and its output if it is not. */
export async function startBot(options: BotOptions): Promise<BotProcess> {
  const bot = await spawnBot(options);
  const gaveUp = new AbortController();
  const ended = bot.exited.then(({ code, output }) => {
    gaveUp.abort();
    throw new BotNotReadyError(`exited with code ${code}`, output);
  });
  try {
    await Promise.race([
      untilReady(`${bot.url}/readyz`, options.readyTimeoutMs ?? 15_000, gaveUp.signal),
      ended,
    ]);
  } catch (error) {
    const { output } = await bot.kill();
    throw error instanceof BotNotReadyError ? error : new BotNotReadyError(String(error), output);
  }
  ended.catch(() => undefined);
  return bot;
}

/** Starts the bot without waiting for it to be ready. */
export async function spawnBot(options: BotOptions): Promise<BotProcess> {
  const { script = DEFAULT_SCRIPT, env, onLine } = options;
  const port = env['PORT'] ?? String(await freePort());
  const ownDirectory =
    options.cwd === undefined ? await mkdtemp(join(tmpdir(), 'dds-cancel-bot-')) : undefined;
  const isMovable = options.aheadMs !== undefined;
  const child = spawn(process.execPath, [...(isMovable ? MOVABLE : []), ...SOURCES, script], {
    cwd: options.cwd ?? ownDirectory,
    env: { ...inherited(), ...ahead(options.aheadMs), ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe', ...(isMovable ? (['ipc'] as const) : [])],
  });
  const lines: BotLine[] = [];
  const keep = (line: BotLine): void => {
    lines.push(line);
    onLine?.(line);
  };
  const exited = exitOf(child, lines, keep, ownDirectory);
  const endBy = (signal: NodeJS.Signals) => (): Promise<BotExit> => {
    child.kill(signal);
    return exited;
  };
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    lines,
    exited,
    moveClock: (aheadMs) => {
      if (child.connected) child.send(aheadMs);
    },
    stop: endBy('SIGTERM'),
    kill: endBy('SIGKILL'),
  };
}

const SOURCES = ['--enable-source-maps'];
const MOVABLE = [
  '--import',
  new URL('../../dist/sandbox/bot-process/moved-clock.js', import.meta.url).href,
];

function ahead(ms: number | undefined): Record<string, string> {
  return ms === undefined ? {} : { SANDBOX_AHEAD_MS: String(ms) };
}

const DEFAULT_SCRIPT = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME'];
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}

async function exitOf(
  child: ChildProcess,
  lines: readonly BotLine[],
  keep: (line: BotLine) => void,
  ownDirectory: string | undefined,
): Promise<BotExit> {
  const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve([code, signal]));
  });
  if (child.stdout) readLines(child.stdout, 'stdout', keep);
  if (child.stderr) readLines(child.stderr, 'stderr', keep);
  const [code, signal] = await closed;
  if (ownDirectory !== undefined) await rm(ownDirectory, { recursive: true, force: true });
  return { code, signal, output: lines.map(({ text }) => text).join('\n') };
}
