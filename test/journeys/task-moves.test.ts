import { afterEach, describe, expect, test } from '@jest/globals';
import { serverError } from '../../src/sandbox/dds/answer-faults.ts';
import {
  BOTH_TRANSPORTS,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  type StageOptions,
} from './stage.ts';

describe.each(BOTH_TRANSPORTS)('between card and cancellation, over %s', (transport) => {
  let stage: Stage;
  const opened = async (options: StageOptions = {}) => {
    stage = await openStage({ transport, ...options });
    return stage;
  };
  const deletes = () => stage.dds.calls.filter(({ kind }) => kind === 'cancel');
  afterEach(() => stage.close());

  test('a task that has changed voids the approval, and only the new card counts', async () => {
    const { slack, dds, task } = await opened();
    const card = await stage.ask();
    dds.changeTask(task.jobId, { jobName: 'UPGRADE_DATABASE' });
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'All approvals became void.');
    expect(deletes()).toEqual([]);
    await slack.until(() => stage.cardNow(card).includes('may be a security or stability patch'));
    expect(stage.cardNow(card)).toContain('the card first showed change of instance class');

    const { channel, ts } = card;
    const stale = { confirm: true, staleMessage: card } as const;
    await slack.press(OMAR, { channel, ts, action_id: 'approve' }, stale);
    await stage.isTold(OMAR, 'has changed since you saw it');
    expect(deletes()).toEqual([]);

    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(deletes()).toHaveLength(1);
  });

  test('a start moved by an hour is a change, one moved by seconds is not', async () => {
    const { dds, task } = await opened();
    const start = task.startTime instanceof Date ? task.startTime : new Date(Number.NaN);
    const card = await stage.ask();
    dds.changeTask(task.jobId, { startTime: new Date(start.getTime() + 3_600_000) });
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'All approvals became void.');
    dds.changeTask(task.jobId, { startTime: new Date(start.getTime() + 3_630_000) });
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
  });

  test.each([
    ['Running', 'DDS listed the task as Running. This bot sent no cancellation.', 'started'],
    ['Completed', 'DDS listed the task as Completed. This bot sent no', 'finished'],
    ['Canceled', 'DDS listed the task as Canceled. This bot sent no', 'cancelled elsewhere'],
  ] as const)('a task that is %s by then is left alone', async (status, words, reason) => {
    const { slack, dds, task } = await opened();
    const card = await stage.ask();
    dds.setStatus(task.jobId, status);
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, words);
    expect(deletes()).toEqual([]);
    const closed = slack.thread(OPS, card.ts).at(-1);
    expect(closed?.metadata?.event_payload).toMatchObject({ event: 'closed', reason });
  });

  test('a task that two full reads do not list is gone', async () => {
    const { dds, task } = await opened();
    const card = await stage.ask();
    // The watch asks for one status only.
    const reads = () => dds.calls.filter(({ query }) => query['job_status'] === undefined).length;
    const before = reads();
    dds.removeTask(task.jobId);
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS did not list the task in two full reads.');
    expect(reads() - before).toBe(3);
    expect(deletes()).toEqual([]);
  });

  test('a request that nobody decides expires, and a late approval is told so', async () => {
    const { slack } = await opened({ env: { APPROVAL_TTL_MINUTES: '0.1' } });
    const card = await stage.ask();
    await stage.trailSays(card, 'The request expired. This bot sent no cancellation.');
    const { channel, ts } = card;
    const stale = { confirm: true, staleMessage: card } as const;
    await slack.press(OMAR, { channel, ts, action_id: 'approve' }, stale);
    await stage.isTold(OMAR, 'settled before your click');
    expect(deletes()).toEqual([]);
  });

  test('a request that expires between approval and attempt sends nothing', async () => {
    const { dds } = await opened({ env: { APPROVAL_TTL_MINUTES: '0.2' } });
    const card = await stage.ask();
    dds.fail({ kind: 'list', times: Number.POSITIVE_INFINITY }, serverError());
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, `<@${OMAR}> approved (1 of 1).`);
    await stage.trailSays(card, 'The request expired. This bot sent no cancellation.');
    dds.clearFaults();
    await stage.restart();
    expect(deletes()).toEqual([]);
  });

  test('the requester can withdraw after the approval, as long as nothing was attempted', async () => {
    const { dds } = await opened();
    const card = await stage.ask();
    dds.fail({ kind: 'list', times: Number.POSITIVE_INFINITY }, serverError());
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'approved (1 of 1)');
    await stage.press(MAYA, 'Withdraw', card);
    await stage.trailSays(card, `<@${MAYA}> withdrew the request.`);
    dds.clearFaults();
    await stage.restart();
    expect(deletes()).toEqual([]);
  });

  test('a DDS that cannot be read is told to the asker, and shown as degraded until it can', async () => {
    const { slack, dds, task } = await opened();
    const degraded = async () => {
      const answer = await fetch(`http://127.0.0.1:${stage.bot.port}/readyz`);
      return (JSON.parse(await answer.text()) as { degraded: string[] }).degraded;
    };
    dds.fail({ kind: 'list', times: Number.POSITIVE_INFINITY }, serverError());
    await slack.command(MAYA, OPS, `/dds-cancel ${task.jobId}`);
    const told = await stage.isTold(MAYA, 'The task could not be looked up.');
    expect(told).toMatch(/DBS\.280005 \(HTTP 500\).*request id [0-9a-f]+/);
    expect(await degraded()).toEqual(['DDS ap-southeast-1']);
    dds.clearFaults();
    await stage.ask();
    expect(await degraded()).toEqual([]);
  });

  test('a re-read that fails is repeated until DDS answers', async () => {
    const { dds } = await opened();
    const card = await stage.ask();
    dds.fail({ kind: 'list', times: 3 }, serverError());
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(deletes()).toHaveLength(1);
  });
});
