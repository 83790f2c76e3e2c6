import { describe, expect, test } from '@jest/globals';
import type { CancelRequest } from '../../src/request/cancel-request.ts';
import { fold } from '../../src/request/fold.ts';
import { judgeLook } from '../../src/request/judge.ts';
import { nextStep } from '../../src/request/next-step.ts';
import type { ScheduledTask } from '../../src/request/task.ts';
import { type Act, afterNoon, approved, asked, aTask, attempted, story } from './events.ts';
import { aRequest, STATES } from './facts.ts';

/** Attempted, tried again, and then changed. */
const ANEW: readonly Act[] = [
  ...[asked(), approved(), attempted()],
  ['bot', 70, { event: 'not_cancelled', status: 'Pending', fault: null }],
  ['U_ASKER', 80, { event: 'retried' }],
  ['bot', 81, { event: 'task_changed', task: aTask({ kind: 'REBOOT' }) }],
];

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

  test('of what was attempted and is not to be decided anew: then only what the attempt reads counts', () => {
    const told = STATES.filter((state) => looked('gone', { request: aRequest(state) }) !== null);
    expect(told).toEqual(['pending', 'approved']);
    const request = fold(story([...ANEW, approved('U_OTHER', 90)]));
    expect(request.state).toBe('approved');
    expect(looked('gone', { request })).toBeNull();
  });
});

describe('where an attempt was made and the task then changed', () => {
  const request = fold(story(ANEW));

  test('a look closes it as one that nothing was attempted for', () => {
    const closed = { event: 'closed', reason: 'started', status: 'Running' };
    expect(looked(aTask({ status: 'Running' }), { request })).toEqual(closed);
  });

  test('a task listed as Canceled is not said to be cancelled elsewhere', () => {
    const cancelled = { event: 'cancelled', how: 'listed', callId: null };
    expect(looked(aTask({ status: 'Canceled' }), { request })).toEqual(cancelled);
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
