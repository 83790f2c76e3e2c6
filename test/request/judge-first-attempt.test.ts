import { describe, expect, test } from '@jest/globals';
import type { RequestIn } from '../../src/request/cancel-request.ts';
import { judge, type Verdict } from '../../src/request/judge.ts';
import type { ScheduledTask } from '../../src/request/task.ts';
import { afterNoon, aTask } from './events.ts';
import { aRequest } from './facts.ts';

const MS = 1 / 1000;
/** Approved 60 s after noon; open until 3600 s after noon. */
const approved = aRequest('approved') as RequestIn<'approved'>;

/** What a read means that began and is judged so many seconds after noon. */
function verdict(
  task: ScheduledTask | 'gone' | 'unreadable',
  { began = 61, now = 62 } = {},
): Verdict {
  return judge(approved, { beganAt: afterNoon(began), task }, null, afterNoon(now));
}

function closed(reason: string, status: string | null): Verdict {
  return { do: 'append', data: { event: 'closed', reason, status } } as Verdict;
}

describe('before the first attempt, a DELETE is sent', () => {
  test('where the task was read after the decision, is Pending and is what was approved', () => {
    expect(verdict(aTask())).toEqual({ do: 'send' });
  });

  test('never on a read that began before the deciding click', () => {
    expect(verdict(aTask(), { began: 60 - MS })).toEqual({ do: 'read again' });
    expect(verdict(aTask(), { began: 60 })).toEqual({ do: 'send' });
  });

  test('never on a read that is 10 s old', () => {
    expect(verdict(aTask(), { began: 61, now: 71 })).toEqual({ do: 'read again' });
    expect(verdict(aTask(), { began: 61, now: 71 - MS })).toEqual({ do: 'send' });
  });

  test('never from the moment of expiry on', () => {
    expect(verdict(aTask(), { began: 3599, now: 3600 - MS })).toEqual({ do: 'send' });
    expect(verdict(aTask(), { began: 3599, now: 3600 })).toEqual(closed('expired', null));
  });

  test('never where the task could not be read: it is read again', () => {
    expect(verdict('unreadable')).toEqual({ do: 'read again' });
    expect(verdict('unreadable', { now: 3600 })).toEqual(closed('expired', null));
  });
});

describe('before the first attempt, the request is closed', () => {
  test.each([
    ['Running', 'started'],
    ['Completed', 'finished'],
    ['Failed', 'finished'],
    ['Canceled', 'cancelled elsewhere'],
  ])('where DDS lists %s, as %s', (status, reason) => {
    expect(verdict(aTask({ status }))).toEqual(closed(reason, status));
  });

  test('where the task is gone', () => {
    expect(verdict('gone')).toEqual(closed('gone', null));
  });

  test('as ended rather than changed, where it is both', () => {
    const both = aTask({ status: 'Running', kind: 'REBOOT' });
    expect(verdict(both)).toEqual(closed('started', 'Running'));
  });
});

describe('before the first attempt, all approvals are void', () => {
  test.each([
    ['kind', { kind: 'REBOOT' }],
    ['instance', { instanceId: '0000fd2a9fcd405ea4674276ce36dae8in02' }],
    ['planned start', { plannedStart: '2026-01-31T18:01:00.001Z' }],
  ])('where the %s is another', (_what, patch) => {
    const task = aTask(patch);
    expect(verdict(task)).toEqual({ do: 'append', data: { event: 'task_changed', task } });
  });

  test('though the read is too old to act on', () => {
    const task = aTask({ kind: 'REBOOT' });
    expect(verdict(task, { began: 61, now: 90 })).toMatchObject({ do: 'append' });
  });
});
