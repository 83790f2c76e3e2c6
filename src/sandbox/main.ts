import type { BotExit } from './bot-process.ts';
import { openSandbox, type Sandbox } from './running/sandbox.ts';
import { openPageServer } from './server/page-server.ts';

const DEFAULT_PORT = 4600;
/** How much of the log is shown where the bot ended by itself. */
const LAST_LINES = 20;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

try {
  const transport = process.env['SANDBOX_TRANSPORT'] === 'http' ? 'http' : 'socket';
  const port = portWanted();
  const sandbox = await openSandbox({ transport, onEnd: tellOfEnd, env: patience() });
  await serve(sandbox, port).finally(() => sandbox.close());
} catch (error) {
  // Ctrl-C ends the bot as well, also one that has only just been started.
  if (!stop.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function serve(sandbox: Sandbox, port: number): Promise<void> {
  const page = await openPageServer({ sandbox, port });
  try {
    await sandbox.bot.start();
    const { requester, approver } = sandbox.world.people;
    const hint = `ask as ${requester.real_name}, approve as ${approver.real_name}; Ctrl-C ends it`;
    process.stdout.write(`Sandbox: ${page.url} (${hint})\n`);
    await stopped();
  } finally {
    await page.close();
  }
}

function tellOfEnd({ output }: BotExit, says: string): void {
  if (stop.signal.aborted) return;
  const lines = output.split('\n').slice(-LAST_LINES).join('\n');
  process.stderr.write(`${says} Its last lines:\n${lines}\n`);
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    if (stop.signal.aborted) resolve();
    stop.signal.addEventListener('abort', () => resolve());
  });
}

/** Who shows the sandbox to others may not want to wait as long for DDS as the bot does by default. */
function patience(): Record<string, string> {
  const { DDS_TIMEOUT_MS } = process.env;
  return DDS_TIMEOUT_MS ? { DDS_TIMEOUT_MS } : {};
}

function portWanted(): number {
  const port = Number(process.env['SANDBOX_PORT'] || DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`SANDBOX_PORT is a port, such as ${DEFAULT_PORT}.`);
}
