import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type BotOptions,
  type BotProcess,
  spawnBot,
  startBot,
} from '../../src/sandbox/bot-process.ts';
import { hang } from '../../src/sandbox/dds/connection-faults.ts';
import { openWorld, type SandboxWorld } from '../../src/sandbox/world.ts';

describe('the bot as a process', () => {
  let world: SandboxWorld;
  let bots: BotProcess[] = [];
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(async () => {
    for (const bot of bots) await bot.kill();
    bots = [];
    await world.close();
  });

  async function start(options: Omit<BotOptions, 'env'> = {}, more = {}): Promise<BotProcess> {
    const bot = await startBot({ ...options, env: { ...world.env, ...more } });
    bots.push(bot);
    return bot;
  }

  async function endOf(env: Readonly<Record<string, string>>) {
    const bot = await spawnBot({ env });
    bots.push(bot);
    return bot.exited;
  }

  test('every fault of the configuration is told at once, and the exit code is 78', async () => {
    const { code, output } = await endOf({
      APPROVERS: '@alice',
      DDS_CALLS_PER_MINUTE: '1',
      PORT: '0',
    });
    expect(code).toBe(78);
    for (const variable of ['SLACK_BOT_TOKEN', 'APPROVERS', 'DDS_CALLS_PER_MINUTE', 'DDS_REGION'])
      expect(output).toMatch(new RegExp(`^${variable}\\b`, 'm'));
    expect(output).toMatch(/^ {2}example: APPROVERS=U/m);
  });

  test('so is every fault of a file of targets, by file, entry and a right line', async () => {
    const path = join(world.directory, 'targets.yml');
    await writeFile(path, '- { name: my orders, region: X, credentials: ecs }\n- nothing\n');
    const { code, output } = await endOf({ ...world.env, DDS_TARGETS_FILE: path });
    expect(code).toBe(78);
    for (const wrong of ['name must be one word', 'region must be', 'project_id is missing'])
      expect(output).toContain(`DDS_TARGETS_FILE (${path}, target 1 "my orders"): ${wrong}`);
    expect(output).toContain(`DDS_TARGETS_FILE (${path}, target 2): is no mapping of fields`);
    expect(output).toContain('  example: region: ap-southeast-1\n');
  });

  test.each(['REDIS_URL'])('%s is not ignored, though it is not built yet', async (variable) => {
    const { code, output } = await endOf({ ...world.env, [variable]: 'on' });
    expect(code).toBe(78);
    expect(output).toContain(`${variable} is not supported`);
  });

  test.each(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'])(
    'a wrong %s ends the start with one line',
    async (variable) => {
      const right = world.env[variable] ?? '';
      const { code, output } = await endOf({ ...world.env, [variable]: `${right}-wrong` });
      expect(code).toBe(78);
      const told = output.split('\n').filter((line) => !line.startsWith('{'));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(
        new RegExp(`^${variable} was refused by Slack \\(invalid_auth\\): check`),
      );
      expect(output).not.toContain(right);
    },
  );

  test('it is ready, alive and measured, and SIGTERM ends it with 0', async () => {
    const bot = await start();
    const get = async (path: string) => (await fetch(`${bot.url}${path}`)).text();
    expect(await get('/healthz')).toBe('alive\n');
    expect(JSON.parse(await get('/readyz'))).toEqual({ ready: true, degraded: [] });
    expect(await get('/metrics')).toContain('dds_cancel_events_total');
    const asked = Date.now();
    expect(await bot.stop()).toMatchObject({ code: 0 });
    expect(Date.now() - asked).toBeLessThan(10_000);
  });

  test('SIGTERM ends it with 0 also while Slack lets it wait at the start', async () => {
    world.slack.fail({ method: 'auth.test' }, 'hang');
    const waiting = world.slack.until(() => world.slack.methodsSeen().has('auth.test'));
    const bot = await spawnBot({ env: world.env });
    bots.push(bot);
    await waiting;
    expect(await bot.stop()).toMatchObject({ code: 0 });
  });

  test('so it does while a look-up and a re-read hang, and a connection sends nothing', async () => {
    const { slack, dds, people, channels, tasks } = world;
    const bot = await start();
    const type = (id: string) =>
      slack.command(people.requester.id, channels.ops.id, `/dds-cancel ${id}`);
    await type(tasks.resize.jobId);
    const card = await slack.until(() => slack.messages(channels.ops.id)[0]);
    const before = dds.calls.filter(({ kind }) => kind === 'list').length;
    const hanging = dds.nthCall({ kind: 'list' }, before + 2);
    dds.fail({ kind: 'list', times: Number.POSITIVE_INFINITY }, hang());
    const at = { channel: card.channel, ts: card.ts, action_id: 'approve' };
    await slack.press(people.approver.id, at, { confirm: true });
    await type('3861199d-c196-4791-bcd0-b45fde754f50');
    await hanging;
    const silent = connect(Number(new URL(bot.url).port), '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    expect(await bot.stop()).toMatchObject({ code: 0 });
  }, 60_000);

  test('no secret is in anything it logs', async () => {
    const { slack, people, channels, tasks } = world;
    const bot = await start({}, { LOG_LEVEL: 'trace' });
    const { requester, approver } = people;
    await slack.command(requester.id, channels.ops.id, `/dds-cancel ${tasks.resize.jobId}`);
    const card = await slack.until(() => slack.messages(channels.ops.id)[0]);
    const at = { channel: card.channel, ts: card.ts, action_id: 'approve' };
    await slack.press(approver.id, at, { confirm: true });
    await slack.until(() => slack.thread(card.channel, card.ts).length === 5, 15_000);
    const { output } = await bot.stop();
    for (const name of [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'HUAWEICLOUD_SDK_AK',
      'HUAWEICLOUD_SDK_SK',
    ])
      expect(output).not.toContain(world.env[name]);
    expect(output).not.toMatch(/Signature=|\/actions\/|\/commands\/T/);
    expect(output).toContain('"event":"cancelled"');
  });

  test('killed after the approval and started again, it finishes what was approved, once', async () => {
    const { slack, dds, people, channels, tasks } = world;
    const first = await start({ cwd: world.directory });
    await slack.command(people.requester.id, channels.ops.id, `/dds-cancel ${tasks.resize.jobId}`);
    const card = await slack.until(() => slack.messages(channels.ops.id)[0]);
    const cancelling = dds.nthCall({ kind: 'cancel' });
    const at = { channel: card.channel, ts: card.ts, action_id: 'approve' };
    await slack.press(people.approver.id, at, { confirm: true });
    await cancelling;
    await first.kill();

    const second = await start({ cwd: world.directory });
    const trail = () =>
      slack
        .thread(card.channel, card.ts)
        .map(({ text }) => text)
        .join('\n');
    await slack.until(() => trail().includes('Cancelled.'), 30_000);
    await second.stop();
    expect(dds.cancellations).toHaveLength(1);
    const seqs = slack
      .thread(card.channel, card.ts)
      .slice(1)
      .map(({ metadata }) => metadata?.event_payload?.['seq']);
    expect(seqs).toEqual([1, 2, 3, 4]);
  }, 60_000);
});
