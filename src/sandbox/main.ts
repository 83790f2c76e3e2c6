import { type BotExit, startBot } from './bot-process.ts';
import type { BotView } from './page/api-types.ts';
import { openPageServer, type PageServer } from './server/page-server.ts';
import { openWorld, type SandboxWorld } from './world.ts';

const DEFAULT_PORT = 4600;
/** How much of the log is shown where the bot ended by itself. */
const LAST_LINES = 20;

let botView: BotView = { isRunning: false, says: 'The bot is starting.' };
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

try {
  const transport = process.env['SANDBOX_TRANSPORT'] === 'http' ? 'http' : 'socket';
  const port = portWanted();
  const world = await openWorld({ transport });
  await serve(world, port).finally(() => world.close());
} catch (error) {
  // Ctrl-C ends the bot as well, also one that has only just been started.
  if (!stop.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function serve(world: SandboxWorld, port: number): Promise<void> {
  const page = await openPageServer({ world, port, bot: () => botView });
  await run(world, page).finally(() => page.close());
}

async function run({ env, directory, people }: SandboxWorld, page: PageServer): Promise<void> {
  const bot = await startBot({ env, cwd: directory });
  botView = { isRunning: true, says: 'The bot is running.' };
  page.changed();
  const { requester, approver } = people;
  const hint = `ask as ${requester.real_name}, approve as ${approver.real_name}; Ctrl-C ends it`;
  process.stdout.write(`Sandbox: ${page.url} (${hint})\n`);
  void bot.exited.then((exit) => tellOfEnd(exit, page));
  await stopped();
  await bot.stop();
}

function tellOfEnd({ code, signal, output }: BotExit, page: PageServer): void {
  if (stop.signal.aborted) return;
  botView = { isRunning: false, says: `The bot has ended (${signal ?? `code ${code}`}).` };
  page.changed();
  const lines = output.split('\n').slice(-LAST_LINES).join('\n');
  process.stderr.write(`${botView.says} Its last lines:\n${lines}\n`);
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    if (stop.signal.aborted) resolve();
    stop.signal.addEventListener('abort', () => resolve());
  });
}

function portWanted(): number {
  const port = Number(process.env['SANDBOX_PORT'] || DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`SANDBOX_PORT is a port, such as ${DEFAULT_PORT}.`);
}
