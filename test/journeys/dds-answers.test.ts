import { afterEach, describe, expect, test } from '@jest/globals';
import {
  busy,
  echoing401,
  emptyBody,
  gateway504,
  htmlPage,
  serverError,
  throttled,
} from '../../src/sandbox/dds/answer-faults.ts';
import {
  becomesRunning,
  lostReply,
  resetAfterCommit,
  resetBefore,
} from '../../src/sandbox/dds/connection-faults.ts';
import type { Fault } from '../../src/sandbox/dds/fault.ts';
import {
  BOTH_TRANSPORTS,
  IRIS,
  MAYA,
  OMAR,
  openStage,
  type Stage,
  type StageOptions,
} from './stage.ts';

describe.each(BOTH_TRANSPORTS)('what DDS answers to the DELETE, over %s', (transport) => {
  let stage: Stage;
  const approved = async (fault: Fault | null, options: StageOptions = {}, times = 1) => {
    stage = await openStage({
      transport,
      speed: 40,
      ...options,
      env: { DDS_TIMEOUT_MS: '400', ...options.env },
    });
    const card = await stage.ask();
    if (fault !== null) stage.dds.fail({ kind: 'cancel', times }, fault);
    await stage.press(OMAR, 'Approve', card);
    return card;
  };
  const deletes = () => stage.dds.calls.filter(({ kind }) => kind === 'cancel');
  /** Asks `/metrics` until it holds this line. */
  const untilCounted = async (line: string) => {
    const url = `http://127.0.0.1:${stage.bot.port}/metrics`;
    while (!(await (await fetch(url)).text()).includes(`dds_cancel_${line}\n`));
  };
  afterEach(() => stage.close());

  test.each([
    ['a connection that breaks after the work was done', resetAfterCommit()],
    ['an answer that never comes', lostReply()],
  ])('%s is read back, and never said to be our doing', async (_, fault) => {
    const card = await approved(fault);
    const trail = await stage.trailSays(card, 'DDS listed it as Canceled');
    expect(trail).not.toContain('DDS confirmed');
    expect(deletes()).toHaveLength(1);
    expect(stage.dds.cancellations).toHaveLength(1);
  });

  test.each([
    ['400 system busy', busy()],
    ['500', serverError()],
    ['504 of the gateway', gateway504()],
    ['an HTML page', htmlPage(200)],
    ['an empty 403', emptyBody(403)],
    ['a connection that breaks before', resetBefore()],
  ])('%s is read back as Pending, and a next attempt cancels', async (_, fault) => {
    const card = await approved(fault);
    const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(trail).toContain('Attempt 2 to cancel the task began.');
    expect(stage.dds.cancellations).toHaveLength(1);
  });

  test('a throttled call is without effect, and the same attempt goes on', async () => {
    const card = await approved(throttled({ retryAfter: 2 }));
    const trail = await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(trail.match(/Attempt \d/g)).toEqual(['Attempt 1']);
    const [first, second] = deletes();
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(2_000);
  });

  test('a task that starts just before the DELETE is not cancelled, and DDS is quoted', async () => {
    const card = await approved(becomesRunning());
    const trail = await stage.trailSays(card, 'Not cancelled.');
    expect(trail).toContain('DDS listed the task as Running.');
    expect(trail).toMatch(/The last attempt: DDS refused DBS\.\d+ \(HTTP 40\d\): .*, request id /);
  });

  test('a refusal is tried three times, then told with code, request id and what to do', async () => {
    stage = await openStage({ transport, speed: 40, env: { DDS_TIMEOUT_MS: '400' } });
    const card = await stage.ask();
    stage.dds.revokePermission('cancel');
    await stage.press(OMAR, 'Approve', card);
    const trail = await stage.trailSays(card, 'Not cancelled.');
    expect(deletes()).toHaveLength(3);
    expect(trail).toMatch(
      /DBS\.280063 \(HTTP 403\): .*, request id [0-9a-f]+\. Whoever runs the bot/,
    );

    stage.dds.grantPermission('cancel');
    await stage.press(MAYA, 'Try again', card);
    await stage.trailSays(card, `<@${MAYA}> asked to try again`);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
    expect(stage.dds.cancellations).toHaveLength(1);
  }, 15_000);

  test('what cannot be learnt is unknown, and *Check again* reads it', async () => {
    stage = await openStage({ transport, speed: 40, env: { DDS_TIMEOUT_MS: '400' } });
    const card = await stage.ask();
    stage.dds.fail({ kind: 'cancel' }, lostReply());
    const reads = stage.dds.nthCall({ kind: 'cancel' });
    await stage.press(OMAR, 'Approve', card);
    await reads;
    stage.dds.fail({ kind: 'list', times: Number.POSITIVE_INFINITY }, serverError());
    const trail = await stage.trailSays(card, 'Outcome unknown.');
    expect(trail).toContain('There is no un-cancel.');

    await stage.press(IRIS, 'Check again', card);
    await stage.isTold(IRIS, 'still cannot be told');
    stage.dds.clearFaults();
    await stage.press(IRIS, 'Check again', card);
    await stage.trailSays(card, 'DDS listed it as Canceled');
    expect(deletes()).toHaveLength(1);
    await untilCounted('decisions_total{decision="not read"} 1');
    await untilCounted('decisions_total{decision="check again"} 1');
  }, 15_000);

  test('a gateway that echoes the signed request is told in a sentence of ours', async () => {
    const card = await approved(echoing401());
    await stage.dds.nthCall({ kind: 'cancel' });
    await stage.trailSays(card, 'Outcome unknown.');
    const said = JSON.stringify([
      stage.slack.messages(card.channel),
      stage.slack.thread(card.channel, card.ts),
      stage.log,
    ]);
    expect(said).not.toContain('canonicalRequest');
    expect(said).not.toContain(stage.dds.accessKey);
    expect(said).not.toContain(stage.dds.secretKey);
    expect(deletes()).toHaveLength(1);
  }, 15_000);
});
