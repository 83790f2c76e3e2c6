import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type DdsProbe, openDdsProbe } from '../../src/dds/probe.ts';
import { type DdsSimulator, openDdsSimulator } from '../../src/sandbox/dds/simulator.ts';
import { stoppedClock } from './clocks.ts';

let clock: ReturnType<typeof stoppedClock>;
let cloud: DdsSimulator;
let probe: DdsProbe;
beforeEach(async () => {
  clock = stoppedClock();
  cloud = await openDdsSimulator({ now: clock.now });
  probe = openDdsProbe(
    {
      ...{ name: 'main', endpoint: cloud.url, iamEndpoint: '', projectId: cloud.projectId },
      credentials: { kind: 'aksk', accessKey: cloud.accessKey, secretKey: cloud.secretKey },
      ...{ callsPerMinute: 2, concurrency: 1, timeoutMs: 2_000, lookbackDays: 30 },
    },
    clock,
  );
});
afterEach(async () => {
  await probe.close();
  await cloud.close();
});

test('a list and an instance fit even into the smallest call limit at once; a third call waits a minute', async () => {
  const began = clock.now().getTime();
  expect(await probe.list()).toMatchObject({ fault: null });
  expect(await probe.instance(null)).toBeNull();
  expect(clock.now().getTime()).toBe(began);
  await clock.run(probe.list(), 59_000);
  expect(cloud.calls).toHaveLength(2);
  await clock.run(cloud.nthCall({ kind: 'list' }, 2));
  expect(clock.now().getTime() - began).toBeGreaterThanOrEqual(60_000);
});

test('a call that waits when the probe is closed is told so, and nothing is left running', async () => {
  await probe.list();
  await probe.list();
  const waiting = probe.list();
  await probe.close();
  expect(await waiting).toMatchObject({
    fault: { message: expect.stringContaining('shutting down') },
  });
  expect(clock.waiting()).toBe(0);
  expect(cloud.calls).toHaveLength(2);
});
