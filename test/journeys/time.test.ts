import { afterEach, describe, expect, test } from '@jest/globals';
import { serverError } from '../../src/sandbox/dds/answer-faults.ts';
import type { Message } from '../../src/sandbox/slack/message-store.ts';
import { ONCALL } from '../../src/sandbox/world/cast.ts';
import {
  BOTH_TRANSPORTS,
  IRIS,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
} from './stage.ts';

const MINUTE_MS = 60_000;
let stage: Stage;
afterEach(() => stage.close());

/** Time runs so fast that the hour of a request is over in a minute. */
async function opened(env: Readonly<Record<string, string>> = {}, options: StageOptions = {}) {
  stage = await openStage({ speed: 60, env, ...options });
  return stage;
}

const eventsOf = ({ ts }: Message) =>
  stage.slack.thread(OPS, ts).flatMap(({ metadata }) => metadata?.event_payload?.['event'] ?? []);
const inMinutes = (minutes: number) => new Date(stage.now().getTime() + minutes * MINUTE_MS);

describe.each(BOTH_TRANSPORTS)('a reminder, over %s', (transport) => {
  test('is one message of the trail that notifies who may approve, and a click after it counts', async () => {
    const { dds } = await opened({}, { transport });
    const card = await stage.ask('', dds.addTask({ startTime: inMinutes(4) }));
    const trail = await stage.trailSays(card, 'was still waiting for approval (0 of 1)');
    expect(trail).toMatch(new RegExp(`Asked to decide: <!subteam\\^${ONCALL.id}>\\.`));
    await stage.restart();
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    const told = ['requested', 'reminded', 'approved', 'attempted', 'cancelled'];
    expect(eventsOf(card)).toEqual(told);
  });
});

describe('a reminder notifies', () => {
  test('people by their names, and nobody who cannot approve', async () => {
    await opened({ APPROVAL_TTL_MINUTES: '4', APPROVERS: `${OMAR},${IRIS},${MAYA}` });
    const trail = await stage.trailSays(await stage.ask(), 'was still waiting');
    expect(trail).toContain(`Asked to decide: <@${OMAR}>, <@${IRIS}>.`);
  });

  test.each([{ MENTION_APPROVERS: 'off' }, { APPROVERS: 'channel', CHANNELS: OPS }])(
    'nobody with %j',
    async (env) => {
      await opened({ APPROVAL_TTL_MINUTES: '4', ...env });
      const trail = await stage.trailSays(await stage.ask(), 'was still waiting');
      expect(trail).not.toContain('Asked to decide');
      expect(trail).not.toContain('<!');
    },
  );
});

describe('a request expires by the clock', () => {
  test('also while the bot was down, and a late approval is told so', async () => {
    const { slack } = await opened({ APPROVAL_TTL_MINUTES: '4' });
    const card = await stage.ask();
    const expiry = inMinutes(4);
    await stage.trailSays(card, 'asked to cancel');
    await stage.restart({}, () => stage.untilAfter(expiry));
    const trail = await stage.trailSays(
      card,
      'The request expired. This bot sent no cancellation.',
    );
    expect(trail).not.toContain('still waiting');
    const at = { channel: OPS, ts: card.ts, action_id: 'approve' };
    await slack.press(OMAR, at, { confirm: true, staleMessage: card });
    await stage.isTold(OMAR, 'settled before your click');
    expect(stage.dds.cancellations).toEqual([]);
  });

  test('where it was approved and DDS could not be read, and the bot was down, nothing is sent', async () => {
    const { dds } = await opened({ APPROVAL_TTL_MINUTES: '6' });
    const card = await stage.ask();
    const expiry = inMinutes(6);
    dds.fail({ kind: 'list', times: Number.POSITIVE_INFINITY }, serverError());
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'approved (1 of 1)');
    await stage.restart({}, async () => {
      await stage.untilAfter(expiry);
      dds.clearFaults();
    });
    await stage.trailSays(card, 'The request expired. This bot sent no cancellation.');
    expect(dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);
  });
});

describe('without a click, a request is closed', () => {
  test.each([
    ['Running', 'started'],
    ['Failed', 'finished'],
    ['Canceled', 'cancelled elsewhere'],
  ] as const)('once DDS lists its task as %s: %s', async (status, reason) => {
    const { slack, dds, task } = await opened();
    const card = await stage.ask();
    dds.setStatus(task.jobId, status);
    await stage.trailSays(card, `DDS listed the task as ${status}. This bot sent no cancellation.`);
    const closed = slack.thread(OPS, card.ts).at(-1);
    expect(closed?.metadata?.event_payload).toMatchObject({ event: 'closed', reason });
    expect(closed?.reply_broadcast).toBe(true);
    await slack.until(() => stage.cardNow(card).includes(`Closed: ${reason}`));
    expect(stage.cardNow(card)).not.toContain('"action_id"');
  });

  test('once its task is gone', async () => {
    const { dds, task } = await opened();
    const card = await stage.ask();
    dds.removeTask(task.jobId);
    await stage.trailSays(card, 'DDS did not list the task in two full reads.');
  });

  test('when its task leaves Pending while the bot is down', async () => {
    const { dds, task } = await opened();
    const card = await stage.ask();
    await stage.trailSays(card, 'asked to cancel');
    await stage.restart({}, async () => {
      dds.setStatus(task.jobId, 'Running');
    });
    await stage.trailSays(card, 'DDS listed the task as Running.');
  });

  test('but a task that was changed gets a new card, whose approval counts', async () => {
    const { dds, task } = await opened();
    const card = await stage.ask();
    dds.changeTask(task.jobId, { jobName: 'UPGRADE_DATABASE' });
    await stage.trailSays(card, 'All approvals became void.');
    await stage.slack.until(() => stage.cardNow(card).includes('the card first showed'));
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
  });
});

describe('the watch', () => {
  const looks = () =>
    stage.dds.calls.filter(
      ({ kind, query }) => kind === 'list' && query['job_status'] !== undefined,
    );

  test('reads nothing while nothing is open, and one list for eight open requests', async () => {
    await opened({ APPROVAL_TTL_MINUTES: '30' });
    await stage.untilAfter(inMinutes(2));
    expect(stage.dds.calls).toEqual([]);
    const began = stage.now().getTime();
    for (let count = 0; count < 8; count += 1) await stage.ask('', stage.dds.addTask());
    const asked = stage.dds.calls.filter((call) => !looks().includes(call)).length;
    await stage.untilAfter(inMinutes(4));
    expect(looks().length).toBeGreaterThanOrEqual(2);
    expect(looks().length).toBeLessThanOrEqual((stage.now().getTime() - began) / MINUTE_MS);
    expect(new Set(looks().map(({ query }) => query['job_status']))).toEqual(new Set(['Pending']));
    expect(stage.dds.calls).toHaveLength(asked + looks().length);
  });

  test('goes on after a DDS that could not be read', async () => {
    const { dds, task } = await opened();
    const card = await stage.ask();
    dds.fail({ kind: 'list', times: 8 }, serverError());
    dds.setStatus(task.jobId, 'Running');
    await stage.trailSays(card, 'DDS listed the task as Running.');
  });
});
