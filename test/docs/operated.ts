import { execFile } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type BotProcess, startBot } from '../../src/sandbox/bot-process.ts';
import { openWorld } from '../../src/sandbox/world.ts';
import { type Command, ROOT } from './documents.ts';

/** A folder as its operator has it, with a bot that runs there and has cancelled one task. */
export interface Operated {
  /** Runs one command as it is typed there; rejects where it fails. */
  run(command: Command): Promise<{ readonly stdout: string; readonly stderr: string }>;
  close(): Promise<void>;
}

/**
 * Its `.env` points at the simulators, and `bot.log` is what the bot has written. It builds nothing:
 * the build is that of the checkout, which other tests use at the same time.
 */
export async function openOperated(): Promise<Operated> {
  const world = await openWorld();
  const { directory, env } = world;
  const { DATABASE_PATH: _, PORT = '', ...settings } = env;
  const lines = Object.entries({ ...settings, PORT }).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(`${directory}/.env`, lines.join(''));
  await writePackage(directory);
  for (const name of ['dist', 'node_modules', 'manifest.yml'])
    await symlink(`${ROOT}${name}`, `${directory}/${name}`);
  const start = () => startBot({ env: { PORT }, cwd: directory });
  let bot: BotProcess | null = await start();
  await cancelOne(world);
  await writeFile(`${directory}/bot.log`, bot.lines.map(({ text }) => `${text}\n`).join(''));

  async function stop(): Promise<void> {
    await bot?.stop();
    bot = null;
  }

  return {
    async run({ text, isStopped }) {
      if (isStopped) await stop();
      else bot ??= await start();
      // The default port may be taken on this machine.
      const here = text.replaceAll('localhost:3000', `localhost:${PORT}`);
      const { PATH, HOME } = process.env;
      const options = { cwd: directory, env: { PATH, HOME, npm_config_loglevel: 'error' } };
      // Without `--norc` bash takes the pipes of a test for a login from afar, and reads its start files.
      return promisify(execFile)('bash', ['--norc', '-eo', 'pipefail', '-c', here], options);
    },
    async close() {
      await stop();
      await world.close();
    },
  };
}

async function writePackage(directory: string): Promise<void> {
  await cp(`${ROOT}package.json`, `${directory}/package.json`);
  const manifest = JSON.parse(await readFile(`${directory}/package.json`, 'utf8'));
  for (const script of ['build', 'build-changed']) manifest.scripts[script] = 'true';
  await writeFile(`${directory}/package.json`, JSON.stringify(manifest));
}

/** So that there is a journal, with the trail that belongs to it. */
async function cancelOne({
  slack,
  people,
  channels,
  tasks,
}: Awaited<ReturnType<typeof openWorld>>) {
  const { id: channel } = channels.ops;
  await slack.command(people.requester.id, channel, `/dds-cancel ${tasks.resize.jobId}`);
  const { ts } = await slack.until(() => slack.messages(channel)[0]);
  const approve = { channel, ts, action_id: 'approve' };
  await slack.press(people.approver.id, approve, { confirm: true });
  await slack.until(() => slack.thread(channel, ts).length === 5, 15_000);
}
