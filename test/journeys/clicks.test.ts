import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import { BOTH_TRANSPORTS, IRIS, MAYA, OMAR, OPS, openStage, type Stage, TOMO } from './stage.ts';

describe('clicks that must not count', () => {
  let stage: Stage;
  const deletes = () => stage.dds.calls.filter(({ kind }) => kind === 'cancel');
  afterEach(() => stage.close());

  test.each(BOTH_TRANSPORTS)(
    'over %s, many clicks at once make one decision',
    async (transport) => {
      stage = await openStage({ transport });
      const card = await stage.ask();
      const at = { channel: OPS, ts: card.ts, action_id: 'approve' };
      const stale = { confirm: true, staleMessage: card } as const;
      await Promise.all(
        [OMAR, OMAR, IRIS, IRIS, OMAR].map((user) => stage.slack.press(user, at, stale)),
      );
      const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
      expect(trail.match(/approved \(1 of 1\)/g)).toHaveLength(1);
      expect(deletes()).toHaveLength(1);
      await stage.isTold(IRIS, `<@${OMAR}> approved`);
      await stage.isTold(OMAR, 'your click changed nothing');
    },
  );

  test('approve, reject and withdraw in the same instant: one of them stands', async () => {
    stage = await openStage();
    const { slack, dds } = stage;
    const card = await stage.ask();
    await stage.press(IRIS, 'Reject', card);
    const view = await slack.until(() => slack.openViewOf(IRIS));
    const { channel, ts } = card;
    await Promise.all([
      slack.press(OMAR, { channel, ts, action_id: 'approve' }, { confirm: true }),
      slack.submitView(IRIS, view.id, { reason: { reason: 'no' } }),
      slack.press(MAYA, { channel, ts, action_id: 'withdraw' }),
    ]);
    const trail = await stage.trailSays(card, /DDS confirmed|rejected|withdrew/);
    const decisions = trail.match(/approved \(|rejected|withdrew/g) ?? [];
    expect(dds.cancellations.length + (trail.match(/rejected|withdrew/g)?.length ?? 0)).toBe(1);
    expect(decisions.length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['another app', { api_app_id: 'A0OTHER' }],
    ['another workspace', { team: { id: 'T0OTHER', domain: 'other' } }],
    ['another channel', { channel: { id: 'C0DBPAY', name: 'db-payments' } }],
  ])('a click that claims to come from %s is refused', async (_, forge) => {
    stage = await openStage();
    const card = await stage.ask();
    const at = { channel: OPS, ts: card.ts, action_id: 'approve' };
    await stage.slack.press(OMAR, at, { confirm: true, forge });
    await stage.isTold(OMAR, 'does not belong to a request that I know');
    expect(deletes()).toEqual([]);
  });

  test('a button value copied onto another message is refused', async () => {
    stage = await openStage();
    const first = await stage.ask();
    const second = await stage.ask('', await anotherTask(stage));
    const value = (JSON.parse(stage.cardNow(first)).blocks as { elements?: { value?: string }[] }[])
      .flatMap(({ elements = [] }) => elements)
      .find((element) => element.value !== undefined)?.value;
    const at = { channel: OPS, ts: second.ts, action_id: 'approve' };
    await stage.slack.press(OMAR, at, { confirm: true, forgeAction: { value } });
    await stage.isTold(OMAR, 'does not belong to a request that I know');
    expect(deletes()).toEqual([]);
  });

  test.each(['', 'x', '../../instances:1', '0000000000000000:1', '0:0', 'a'.repeat(2000)])(
    'a button with the value %j does nothing',
    async (value) => {
      stage = await openStage();
      const card = await stage.ask();
      const at = { channel: OPS, ts: card.ts, action_id: 'approve' };
      await stage.slack.press(OMAR, at, { confirm: true, forgeAction: { value } });
      await stage.isTold(OMAR, 'does not belong to a request that I know');
      expect(deletes()).toEqual([]);
    },
  );

  test.each(BOTH_TRANSPORTS)(
    'over %s, a button of another version is acked and answered',
    async (transport) => {
      stage = await openStage({ transport });
      const card = await stage.ask();
      const at = { channel: OPS, ts: card.ts, action_id: 'approve' };
      const forgeAction = { action_id: 'approve_v0' };
      const delivered = await stage.slack.press(TOMO, at, { confirm: true, forgeAction });
      expect(delivered).toMatchObject({ acked: true });
      await stage.isTold(TOMO, 'from another version of the bot');
    },
  );

  test.each(BOTH_TRANSPORTS)(
    'over %s, a delivery that comes twice is one request',
    async (transport) => {
      stage = await openStage({ transport });
      const { slack, task } = stage;
      await slack.command(MAYA, OPS, `/dds-cancel ${task.jobId}`, { twice: true });
      const card = await slack.until(() => slack.messages(OPS)[0]);
      await stage.trailSays(card, 'asked to cancel');
      expect(slack.messages(OPS)).toHaveLength(1);
      expect(slack.ephemeralsOf(MAYA)).toEqual([]);
    },
  );
});

describe('the trail', () => {
  test('it carries every event with its place in the hash chain, in order, each once', async () => {
    const stage = await openStage();
    const first = await stage.ask('first');
    await stage.press(OMAR, 'Approve', first);
    await stage.trailSays(first, 'DDS confirmed the cancellation');
    const second = await stage.ask('second', await anotherTask(stage));
    await stage.trailSays(second, 'asked to cancel');
    const payloads = [first, second].map((card) =>
      stage.slack
        .thread(OPS, card.ts)
        .slice(1)
        .map(({ metadata }) => metadata?.event_payload as Record<string, string>),
    );
    const [one = [], two = []] = payloads;
    expect(one.map(({ seq, event }) => [seq, event])).toEqual([
      [1, 'requested'],
      [2, 'approved'],
      [3, 'attempted'],
      [4, 'cancelled'],
    ]);
    expect(one.map(({ prev }) => prev)).toEqual(['', ...one.slice(0, 3).map(({ hash }) => hash)]);
    expect(two[0]?.['prev']).toBe(one[0]?.['hash']);
    expect(Object.keys(one[0] ?? {}).sort()).toEqual(
      ['at', 'by', 'event', 'hash', 'job_id', 'prev', 'request', 'seq', 'target'].sort(),
    );
    // The attempt is the event without data of its own but a number, so its hash can be made from the trail.
    const { request, seq, by, at, prev, hash, event } = one[2] ?? {};
    const whole = canonicalize({ request, seq, by, at, event, attempt: 1 });
    expect(createHash('sha256').update(`${prev}${whole}`).digest('hex')).toBe(hash);
    await stage.close();
  });
});

async function anotherTask({ dds }: Stage) {
  return dds.addTask({ jobName: 'REBOOT', instanceName: 'sessions-prod' });
}
