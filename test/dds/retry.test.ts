import { describe, expect, test } from '@jest/globals';
import { ownFault } from '../../src/dds/fault.ts';
import { pauseBefore } from '../../src/dds/retry.ts';
import * as answers from '../../src/sandbox/dds/answer-faults.ts';
import { resetBefore } from '../../src/sandbox/dds/connection-faults.ts';
import { openAtSimulator } from './at-simulator.ts';
import { fastClock } from './clocks.ts';

const passing = [
  ['a throttle', answers.throttled()],
  ['a busy DDS', answers.busy()],
  ['a fault of the server', answers.serverError()],
  ['a gateway without a backend', answers.gateway502()],
  ['a gateway without IAM', answers.unavailable503()],
  ['a cut connection', resetBefore()],
] as const;

describe('a look-up is tried again, twice,', () => {
  test.each(passing)('after %s', async (_what, fault) => {
    const { cloud, target } = await openAtSimulator({ clock: fastClock(100) });
    const { jobId } = cloud.addTask();
    cloud.fail({ kind: 'list', times: 2 }, fault);
    expect(await target.find(jobId)).toMatchObject({ found: 'listed' });
    cloud.fail({ kind: 'list', times: 3 }, fault);
    expect(await target.find(jobId)).toMatchObject({ found: 'unreadable' });
    expect(cloud.calls).toHaveLength(6);
  });
});

test.each([
  ['a refusal', answers.answering({ status: 400, json: { error_code: 'DBS.200001' } })],
  ['missing rights', answers.answering({ status: 403, json: { error_code: 'APIGW.0302' } })],
  ['a route not published', answers.answering({ status: 404, json: { error_code: 'APIGW.0101' } })],
  ['a redirect', answers.redirect('http://127.0.0.1:9/')],
])('a look-up is not tried again after %s', async (_what, fault) => {
  const { cloud, target } = await openAtSimulator();
  cloud.fail({ kind: 'list', times: 9 }, fault);
  expect(await target.find('0'.repeat(32))).toMatchObject({ found: 'unreadable' });
  expect(cloud.calls).toHaveLength(1);
});

test('a repeat waits as long as Retry-After asks, and is a call of its own in the limit', async () => {
  const clock = fastClock(100);
  const { cloud, target } = await openAtSimulator({ clock, target: { callsPerMinute: 2 } });
  cloud.fail({ kind: 'list' }, answers.throttled({ retryAfter: 4 }));
  expect(await target.list('Pending')).toEqual([]);
  const [first, second] = cloud.calls;
  const waited = (second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0);
  expect(waited).toBeGreaterThan(60_000);
});

describe('the pause before the next attempt', () => {
  const busy = (retryAfterMs?: number) => ownFault('throttled', '', retryAfterMs);

  test('grows, and half of it is chance', () => {
    expect(pauseBefore(1, busy(), () => 0)).toBe(250);
    expect(pauseBefore(1, busy(), () => 1)).toBe(500);
    expect(pauseBefore(2, busy(), () => 0)).toBe(500);
    expect(pauseBefore(2, busy(), () => 1)).toBe(1000);
  });

  test('is never shorter than Retry-After, and none where that asks for too long', () => {
    expect(pauseBefore(1, busy(4000), () => 0)).toBe(4000);
    expect(pauseBefore(1, busy(4000), () => 1)).toBe(4250);
    expect(pauseBefore(1, busy(60_000), () => 0)).toBeNull();
  });
});
