import { describe, expect, test } from '@jest/globals';
import { listed, openAtSimulator, SIGN_IN } from './at-simulator.ts';
import { fastClock } from './clocks.ts';

type Opened = Awaited<ReturnType<typeof openAtSimulator>>;

const LIMIT = 4;
const TIMES = Array.from({ length: LIMIT + 2 }, (_, index) => index);

describe(`with ${LIMIT} calls a minute, no 60 s hold more`, () => {
  const ways: readonly (readonly [string, (opened: Opened, jobId: string) => Promise<unknown>])[] =
    [
      ['look-ups', ({ target }, jobId) => target.find(jobId)],
      ['facts of an instance', ({ target }) => target.instance('0'.repeat(32), 600_000)],
      [
        're-reads and read-backs',
        async ({ target }, jobId) => target.reread(await listed(target, jobId)),
      ],
      [
        'full reads before an attempt',
        async ({ target }, jobId) => {
          const task = { ...(await listed(target, jobId)), createdAt: null };
          await target.rereadThenCancel(task, 'R1', async () => null);
        },
      ],
    ];
  test.each(ways)('%s', async (_what, call) => {
    const opened = await openAtSimulator({
      clock: fastClock(200),
      target: { callsPerMinute: LIMIT },
    });
    const { jobId } = opened.cloud.addTask();
    await Promise.all(TIMES.map(() => call(opened, jobId)));
    expect(opened.cloud.calls.length).toBeGreaterThan(LIMIT);
    expect(opened.cloud.fullestWindow()).toBeLessThanOrEqual(LIMIT);
  });

  test('repeats with a new token', async () => {
    const { cloud, target } = await openAtSimulator({
      clock: fastClock(200),
      target: { callsPerMinute: LIMIT, credentials: SIGN_IN },
    });
    const task = await listed(target, cloud.addTask().jobId);
    for (const _ of TIMES) {
      cloud.expireTokens();
      expect(await target.reread(task)).toMatchObject({ found: 'listed' });
    }
    expect(cloud.fullestWindow()).toBeLessThanOrEqual(LIMIT);
  });
});
