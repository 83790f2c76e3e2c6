import { describe, expect, test } from '@jest/globals';
import type { CancelRequest } from '../../src/request/cancel-request.ts';
import { judgeLook } from '../../src/request/judge.ts';
import { nextStep } from '../../src/request/next-step.ts';
import type { ScheduledTask } from '../../src/request/task.ts';
import { afterNoon, aTask } from './events.ts';
import { aRequest, STATES } from './facts.ts';

/** What a look means that began so many seconds after noon; approved at 60, asked for at 0. */
function looked(
  task: ScheduledTask | 'gone' | 'unreadable',
  { at = 100, request = aRequest('pending') as CancelRequest } = {},
) {
  return judgeLook(request, { beganAt: afterNoon(at), task });
}

describe.each(['pending', 'approved'] as const)('a look closes a request that is %s', (state) => {
  const request = aRequest(state);

  test.each([
    ['Running', 'started'],
    ['Completed', 'finished'],
    ['Failed', 'finished'],
    ['Canceled', 'cancelled elsewhere'],
  ])('where DDS lists the task as %s: %s', (status, reason) => {
    const closed = { event: 'closed', reason, status };
    expect(looked(aTask({ status }), { request })).toEqual(closed);
  });

  test('where the task is gone', () => {
    const closed = { event: 'closed', reason: 'gone', status: null };
    expect(looked('gone', { request })).toEqual(closed);
  });
});

test('a task that is another one than the card showed is told, and voids the approvals', () => {
  const task = aTask({ kind: 'REBOOT' });
  for (const state of ['pending', 'approved'] as const)
    expect(looked(task, { request: aRequest(state) })).toEqual({ event: 'task_changed', task });
});

describe('a look says nothing', () => {
  test('where all is as it was', () => {
    expect(looked(aTask())).toBeNull();
  });

  test('where DDS could not be read', () => {
    expect(looked('unreadable')).toBeNull();
  });

  test('where it began before the newest event, which may be younger than what was seen', () => {
    const approved = aRequest('approved');
    const task = aTask({ status: 'Running' });
    expect(looked(task, { at: 59.999, request: approved })).toBeNull();
    expect(looked(task, { at: 60, request: approved })).not.toBeNull();
  });

  test('once anything was attempted: then only what the attempt reads counts', () => {
    const told = STATES.filter((state) => looked('gone', { request: aRequest(state) }) !== null);
    expect(told).toEqual(['pending', 'approved']);
  });
});

describe('the next step after a look', () => {
  const calls = { knowledge: null, confirmed: null, notBefore: afterNoon(0) };
  const gone = { beganAt: afterNoon(1900), task: 'gone' } as const;

  test('is to close the request, rather than to remind of it or to attempt anything', () => {
    for (const state of ['pending', 'approved'] as const)
      expect(nextStep(aRequest(state), calls, afterNoon(1900), gone)).toMatchObject({
        ...{ do: 'append', data: { reason: 'gone' } },
      });
  });

  test('is to expire, from the moment of expiry on', () => {
    const look = { ...gone, beganAt: afterNoon(3599) };
    expect(nextStep(aRequest('pending'), calls, afterNoon(3600), look)).toMatchObject({
      ...{ do: 'append', data: { reason: 'expired' } },
    });
  });
});
