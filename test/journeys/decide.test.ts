import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOTH_TRANSPORTS, MAYA, OMAR, OPS, openStage, type Stage, TOMO } from './stage.ts';

describe.each(BOTH_TRANSPORTS)('over %s', (transport) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({ transport });
  });
  afterEach(() => stage.close());

  test('one approval by a second eligible person cancels the task, once, and the channel says so', async () => {
    const { slack, dds, task } = stage;
    const card = await stage.ask('wrong size');
    expect(stage.cardNow(card)).toContain('wrong size');
    await stage.press(OMAR, 'Approve', card);
    const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(dds.cancellations).toMatchObject([{ jobId: task.jobId }]);
    expect(dds.calls.filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
    expect(dds.task(task.jobId).status).toBe('Canceled');
    expect(trail.match(/^\d\d:\d\d:\d\d UTC: /gm)).toHaveLength(4);
    const inChannel = slack.messages(OPS).at(-1);
    expect(inChannel?.text).toContain('Cancelled.');
    await slack.until(() => stage.cardNow(card).includes('DDS confirmed'));
    expect(stage.cardNow(card)).not.toContain('"button"');
  });

  test('an eligible person rejects with a reason, and DDS is sent no cancellation', async () => {
    const { slack, dds } = stage;
    const card = await stage.ask();
    await stage.press(OMAR, 'Reject', card);
    const view = await slack.until(() => slack.openViewOf(OMAR));
    await slack.submitView(OMAR, view.id, { reason: { reason: 'we need the room' } });
    await stage.trailSays(card, `<@${OMAR}> rejected the request: we need the room`);
    expect(dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);
  });

  test('the requester withdraws, and an approval after that is told so', async () => {
    const { dds, slack } = stage;
    const card = await stage.ask();
    await stage.press(MAYA, 'Withdraw', card);
    await stage.trailSays(card, `<@${MAYA}> withdrew the request`);
    const { channel, ts } = card;
    const stale = { confirm: true, staleMessage: card } as const;
    await slack.press(OMAR, { channel, ts, action_id: 'approve' }, stale);
    await stage.isTold(OMAR, `<@${MAYA}> withdrew`);
    expect(dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);
  });

  test('neither the requester nor an outsider can approve, and each is told why', async () => {
    const { dds } = stage;
    const card = await stage.ask();
    await stage.press(MAYA, 'Approve', card);
    await stage.isTold(MAYA, 'somebody else must approve');
    await stage.press(TOMO, 'Approve', card);
    await stage.isTold(TOMO, 'you are not on the list');
    expect(dds.calls.filter(({ kind }) => kind === 'cancel')).toEqual([]);
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
  });
});
