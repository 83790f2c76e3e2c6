import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type BotProcess, startBot } from '../../src/sandbox/bot-process.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { CHANNELS, PEOPLE } from '../../src/sandbox/world/cast.ts';
import { openWorld, type SandboxWorld } from '../../src/sandbox/world.ts';
import { evidenceOf } from '../torture/evidence-of.ts';

let world: SandboxWorld;
let bot: BotProcess;
beforeEach(async () => {
  world = await openWorld();
  bot = await startBot({ env: world.env });
});
afterEach(async () => {
  await bot.kill();
  await world.close();
});

const OPS = CHANNELS.ops.id;
const OMAR = PEOPLE.approver.id;

/** No file of the bot may grow beyond that: what is left to do to a process of one's own without a disk to fill. */
function limitFiles(bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(bot.pid), `--fsize=${bytes}:unlimited`]);
}

async function degraded(): Promise<readonly string[]> {
  const answer = await fetch(`${bot.url}/readyz`);
  return ((await answer.json()) as { degraded: string[] }).degraded;
}

/** `prlimit` is Linux's. */
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'the bot lives through a disk without room: clicks are answered, and all goes on when there is room',
  async () => {
    const { slack, dds, tasks } = world;
    await slack.command(PEOPLE.requester.id, OPS, `/dds-cancel ${tasks.resize.jobId}`);
    const card = await slack.until(() => slack.messages(OPS).find(isCard));
    const trail = () => slack.thread(OPS, card.ts).map(({ text }) => text);
    await slack.until(() => trail().length > 1);
    const press = () =>
      slack.press(OMAR, { ...card, label: 'Approve cancellation' }, { confirm: true });

    limitFiles(statSync(`${world.env['DATABASE_PATH']}-wal`).size);
    await press();
    const told = () =>
      slack
        .ephemeralsOf(OMAR)
        .map(({ text }) => text)
        .join();
    await slack.until(() => told().includes('My journal cannot be written'));
    expect(await degraded()).toContain('journal');
    expect(dds.cancellations).toEqual([]);

    limitFiles('unlimited');
    while ((await degraded()).includes('journal'));
    await press();
    await slack.until(() => trail().some((text) => text.includes('Cancelled.')), 10_000);
    expect(dds.cancellations).toHaveLength(1);
    await slack.until(() => cardNow(card).includes('"Cancelled"'));
    const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000 };
    const path = world.env['DATABASE_PATH'] ?? '';
    expect(witness(evidenceOf(world, path, { ...policy, onTheWayMs: 2_000 }))).toEqual([]);
  },
);

function cardNow({ channel, ts }: Message): string {
  return JSON.stringify(world.slack.message(channel, ts)?.blocks);
}

function isCard({ metadata }: Message): boolean {
  return metadata?.event_type === 'dds_cancel_card';
}
