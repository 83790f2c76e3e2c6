import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { delayMs } from '../../src/sandbox/dds/connection-faults.ts';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { evidenceOf } from '../torture/evidence-of.ts';
import { MAYA, OMAR, OPS, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ speed: 30 });
});
afterEach(() => stage.close());

const UNWRITABLE = /My journal cannot be written, so nothing was decided/;

async function readiness(): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${stage.bot.port}/readyz`);
  return answer.json();
}

async function metrics(): Promise<string> {
  return (await fetch(`http://127.0.0.1:${stage.bot.port}/metrics`)).text();
}

/** Resolves once the bot has found by itself that the journal can be written again. */
async function isWell(): Promise<void> {
  while ((await metrics()).includes('dds_cancel_degraded{what="journal"} 1'));
}

function timesAsked(): number {
  return stage.log.filter((line) => line.includes('"event":"requested"')).length;
}

function everyRequestIsTold(): boolean {
  const asked = timesAsked();
  const cards = stage.slack
    .messages(OPS)
    .filter(({ metadata }) => metadata?.event_type === 'dds_cancel_card');
  return (
    cards.length === asked && cards.every(({ ts }) => stage.slack.thread(OPS, ts).length === 2)
  );
}

async function expectAllTrue(): Promise<void> {
  const policy = { requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000 * 30 };
  const path = stage.env['DATABASE_PATH'] ?? '';
  expect(witness(await evidenceOf(stage, path, { ...policy, onTheWayMs: 1_500 }))).toEqual([]);
}

test('a click on a read-only journal is answered and decides nothing; when it can be written again, it counts', async () => {
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  stage.disk.readOnly(true);
  await stage.press(OMAR, 'Approve cancellation', card);
  await stage.isTold(OMAR, UNWRITABLE);
  expect(await readiness()).toEqual({ ready: true, degraded: ['journal'] });
  expect(await metrics()).toContain('dds_cancel_degraded{what="journal"} 1');
  expect(stage.dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);

  stage.disk.readOnly(false);
  await isWell();
  expect(await readiness()).toEqual({ ready: true, degraded: [] });
  expect(stage.slack.thread(card.channel, card.ts)).toHaveLength(2);
  await stage.press(OMAR, 'Approve cancellation', card);
  await stage.trailSays(card, 'DDS confirmed the cancellation');
  await expectAllTrue();
});

test('a command on a full disk is answered and leaves nothing behind', async () => {
  stage.disk.full(true);
  // What still fits is taken; then there is no room.
  const reason = 'x'.repeat(2_000);
  const tasks = Array.from({ length: 12 }, () => stage.dds.addTask({}));
  for (const { jobId } of tasks)
    await stage.slack.command(MAYA, OPS, `/dds-cancel ${jobId} ${reason}`);
  await stage.isTold(MAYA, UNWRITABLE);
  stage.disk.full(false);
  await isWell();
  await stage.ask('', stage.dds.addTask({}));
  const isAnswered = () => timesAsked() + stage.slack.ephemeralsOf(MAYA).length > tasks.length;
  await stage.slack.until(() => isAnswered() && everyRequestIsTold(), 10_000);
  await expectAllTrue();
});

test('an outcome that could not be written down at first is told when it can', async () => {
  const card = await stage.ask();
  stage.dds.fail({ kind: 'cancel' }, delayMs(150));
  await stage.press(OMAR, 'Approve cancellation', card);
  await stage.dds.nthCall({ kind: 'cancel' });
  stage.disk.readOnly(true);
  await stage.slack.until(() => stage.log.some((line) => line.includes('a step failed')));
  expect(await readiness()).toMatchObject({ degraded: expect.arrayContaining(['journal']) });
  stage.disk.readOnly(false);
  await stage.trailSays(card, 'DDS confirmed the cancellation');
  expect(stage.dds.cancellations).toHaveLength(1);
  await expectAllTrue();
});

test('an approval whose attempt cannot be written down sends nothing until it can', async () => {
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  stage.dds.fail({ kind: 'list' }, (call) => {
    stage.disk.readOnly(true);
    return call.handle();
  });
  await stage.press(OMAR, 'Approve cancellation', card);
  await stage.slack.until(() => stage.log.some((line) => line.includes('a step failed')));
  expect(stage.dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);
  stage.disk.readOnly(false);
  await stage.trailSays(card, 'DDS confirmed the cancellation');
  await expectAllTrue();
});
