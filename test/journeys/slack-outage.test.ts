import { afterEach, expect, test } from '@jest/globals';
import { delayMs } from '../../src/sandbox/dds/connection-faults.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { evidenceOf } from '../torture/evidence-of.ts';
import { OMAR, OPS, openStage, type Stage } from './stage.ts';

const MINUTE_MS = 60_000;
const SPEED = 60;
const STEP_MS = 10 * MINUTE_MS;

let stage: Stage;
afterEach(() => stage.close());

/** So long nothing goes into Slack nor out of it, and the bot tries all the while. */
async function outageOf(ms: number): Promise<void> {
  const { slack, clock } = stage;
  const triesNow = () => slack.apiCalls.filter(({ method }) => TRIES.includes(method)).length;
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    const before = triesNow();
    clock.pass(STEP_MS);
    await slack.until(() => triesNow() > before, 15_000);
  }
}

/** What may have been posted is looked for before it is posted again. */
const TRIES = ['chat.postMessage', 'conversations.replies'];

function isJournaled(event: string): Promise<unknown> {
  const line = `"event":"${event}"`;
  return stage.slack.until(() => stage.log.some((one) => one.includes(line)), 15_000);
}

function events({ ts }: Message): unknown[] {
  return stage.slack
    .thread(OPS, ts)
    .flatMap(({ metadata }) => metadata?.event_payload['event'] ?? []);
}

test.each([
  ['an hour', 60 * MINUTE_MS],
  ['a day', 24 * 60 * MINUTE_MS],
])('after %s without Slack every trail is complete and in order', async (_how, ms) => {
  stage = await openStage({ speed: SPEED, env: { APPROVAL_TTL_MINUTES: '40' } });
  const { slack, dds, clock } = stage;
  const approved = await stage.ask();
  const started = await stage.ask('', dds.addTask({}));
  const expiring = await stage.ask('', dds.addTask({}));
  for (const card of [approved, started, expiring]) await stage.trailSays(card, 'asked to cancel');
  dds.fail({ kind: 'cancel' }, delayMs(100));
  const cancelling = dds.nthCall({ kind: 'cancel' });
  await stage.press(OMAR, 'Approve cancellation', approved);
  await cancelling;
  slack.outage(true);
  const before = slack.thread(OPS, approved.ts).length;
  dds.setStatus(String(started.metadata?.event_payload['job_id']), 'Running');
  await isJournaled('cancelled');
  clock.pass(MINUTE_MS);
  await isJournaled('closed');

  await outageOf(ms);
  expect(dds.cancellations).toHaveLength(1);
  expect(slack.thread(OPS, approved.ts)).toHaveLength(before);

  slack.outage(false);
  await stage.trailSays(approved, 'DDS confirmed the cancellation');
  await stage.trailSays(started, 'DDS listed the task as Running');
  await stage.trailSays(expiring, 'expired');
  await slack.until(() => [approved, started, expiring].every(isOver), 15_000);
  expect(events(approved)).toEqual(['requested', 'approved', 'attempted', 'cancelled']);
  expect(events(started)).toEqual(['requested', 'closed']);
  expect(events(expiring)).toEqual(['requested', 'reminded', 'closed']);
  expect(witness(evidenceOf(stage, String(stage.env['DATABASE_PATH']), POLICY))).toEqual([]);
});

const POLICY = {
  ...{ requiredApprovals: 1, callsPerMinute: 60 },
  ...{ callTimeoutMs: 10_000 * SPEED, onTheWayMs: 100 * SPEED },
};

function isOver(card: Message): boolean {
  return !/"type":"button"/.test(stage.cardNow(card)) || /ask_again/.test(stage.cardNow(card));
}
