import { expect, test } from '@jest/globals';
import { serverError } from '../../src/sandbox/dds/answer-faults.ts';
import { hang } from '../../src/sandbox/dds/connection-faults.ts';
import { listed, openAtSimulator, yes } from './at-simulator.ts';
import { stoppedClock } from './clocks.ts';

test('closing ends calls, pauses and waits, and each is told', async () => {
  const clock = stoppedClock();
  const { cloud, target } = await openAtSimulator({ clock, target: { callsPerMinute: 4 } });
  const task = await listed(target, cloud.addTask().jobId);
  cloud.fail({ kind: 'list' }, serverError());
  const pausing = target.find(task.id);
  await cloud.nthCall({ kind: 'list' }, 2);
  cloud.fail({ kind: 'list' }, hang());
  const hanging = target.reread(task);
  await cloud.nthCall({ kind: 'list' }, 3);
  const waiting = target.rereadThenCancel(task, 'R1', yes);

  await target.close();

  const shuttingDown = { message: expect.stringContaining('shutting down') };
  expect(await pausing).toMatchObject({ found: 'unreadable', fault: shuttingDown });
  expect(await hanging).toMatchObject({ found: 'unreadable', fault: shuttingDown });
  expect(await waiting).toMatchObject({
    reading: { found: 'unreadable', fault: shuttingDown },
    cancellation: null,
  });
  expect(await target.reread(task)).toMatchObject({ fault: shuttingDown });
  expect(clock.waiting()).toBe(0);
  expect(cloud.calls).toHaveLength(3);
});

test('a cancel that is under way when the target is closed stays in doubt', async () => {
  const { cloud, target } = await openAtSimulator();
  const task = await listed(target, cloud.addTask().jobId);
  cloud.fail({ kind: 'cancel' }, hang());
  const cancelling = target.rereadThenCancel(task, 'R1', yes);
  await cloud.nthCall({ kind: 'cancel' });
  await target.close();
  expect(await cancelling).toMatchObject({
    cancellation: { result: 'ambiguous', settled: false, fault: { kind: 'connection lost' } },
  });
});
