import { expect, test } from '@jest/globals';
import { openAtSimulator, yes } from './at-simulator.ts';
import { fastClock } from './clocks.ts';

test('thirty approvals at once under 20 calls a minute are all cancelled at the first try', async () => {
  const clock = fastClock(15);
  const { cloud, target } = await openAtSimulator({
    clock,
    simulator: { callsPerMinuteLimit: 20 },
    target: { callsPerMinute: 20, concurrency: 3 },
  });
  for (let count = 0; count < 30; count += 1) cloud.addTask();
  const tasks = await target.list('Pending');
  if (!Array.isArray(tasks)) throw new Error('not listed');
  const lookUps = Array.from({ length: 20 }, () => target.find('0'.repeat(32)));
  const began = clock.now().getTime();

  const ends = await Promise.all(
    tasks.map((task) =>
      target.rereadThenCancel(task, 'R1', async ({ beganAt }) => {
        return clock.steady() - beganAt.steady < 10_000 ? yes() : null;
      }),
    ),
  );
  const tookMs = clock.now().getTime() - began;

  expect(ends.map(({ cancellation }) => cancellation?.result)).toEqual(
    tasks.map(() => 'confirmed'),
  );
  expect(cloud.cancellations).toHaveLength(30);
  expect(cloud.fullestWindow()).toBeLessThanOrEqual(20);
  expect(cloud.mostInFlight()).toBeLessThanOrEqual(3);
  expect(cloud.calls.filter(({ status }) => status === 429)).toEqual([]);
  // 61 calls and look-ups besides: the limit itself takes three minutes.
  expect(tookMs).toBeLessThan(5 * 60_000);
  await target.close();
  await Promise.all(lookUps);
}, 60_000);
