import { describe, expect, test } from '@jest/globals';
import type { CancelRequest, RequestIn } from '../../src/request/cancel-request.ts';
import { fold } from '../../src/request/fold.ts';
import { type CallKnowledge, judge, type Verdict } from '../../src/request/judge.ts';
import type { ScheduledTask } from '../../src/request/task.ts';
import { afterNoon, approved, asked, aTask, attempted, story } from './events.ts';
import { aFault, aRequest } from './facts.ts';

type Judged = RequestIn<'approved' | 'cancelling' | 'unknown'>;
/** The attempt was journaled at 61 s; its call's time-out passes at 71 s. */
const UNSETTLED: CallKnowledge = {
  ...{ executed: 'perhaps', settled: false, deadline: afterNoon(71), fault: aFault() },
};
const SETTLED: CallKnowledge = { ...UNSETTLED, settled: true };
const NOT_EXECUTED: CallKnowledge = { ...SETTLED, executed: 'no' };

interface When {
  readonly request?: CancelRequest;
  readonly call?: CallKnowledge | null;
  readonly now?: number;
}

function verdict(
  task: ScheduledTask | 'gone' | 'unreadable',
  { request = aRequest('cancelling'), call = UNSETTLED, now = 65 }: When = {},
): Verdict {
  const seen = { beganAt: afterNoon(now - 1), task };
  return judge(request as Judged, seen, call, afterNoon(now));
}

function attempts(count: number): CancelRequest {
  const made = Array.from({ length: count }, (_, index) => attempted(index + 1, 61));
  return fold(story([asked(), approved(), ...made]));
}

const AGAIN: Verdict = { do: 'read again' };
const SEND: Verdict = { do: 'send' };
const LISTED = { do: 'append', data: { event: 'cancelled', how: 'listed', callId: null } };
const NOT = (status: string, fault: unknown = aFault()) => ({
  ...{ do: 'append', data: { event: 'not_cancelled', status, fault } },
});

describe('that a task was Pending ten seconds ago', () => {
  const judged = (request: CancelRequest, now: number): Verdict => {
    const seen = { beganAt: afterNoon(now - 10), task: aTask() };
    return judge(request as Judged, seen, UNSETTLED, afterNoon(now));
  };

  test('is no outcome, where one is due: it may have been cancelled since', () => {
    const unknown = { do: 'append', data: { event: 'unknown', fault: aFault() } };
    expect(judged(attempts(3), 191)).toEqual(unknown);
    expect(judged(aRequest('retried'), 3600)).toEqual(unknown);
  });

  test('says nothing of what is unknown', () => {
    expect(judged(aRequest('unknown'), 300)).toEqual(AGAIN);
  });
});

describe('after an attempt, a read', () => {
  test('that shows Canceled settles it, said as listed and not as confirmed', () => {
    for (const call of [null, UNSETTLED, SETTLED, NOT_EXECUTED])
      expect(verdict(aTask({ status: 'Canceled' }), { call })).toEqual(LISTED);
  });

  test.each(['Running', 'Completed', 'Failed'])('that shows %s means not cancelled', (status) => {
    expect(verdict(aTask({ status }))).toEqual(NOT(status));
  });

  test.each(['Suspended', ''])('with the undocumented status "%s" settles nothing', (status) => {
    expect(verdict(aTask({ status }))).toEqual(AGAIN);
  });

  test('that fails or finds nothing settles nothing, and after two minutes it is unknown', () => {
    for (const task of ['gone', 'unreadable', aTask({ status: 'Suspended' })] as const) {
      expect(verdict(task, { now: 190.999 })).toEqual(AGAIN);
      expect(verdict(task, { now: 191 })).toEqual({
        ...{ do: 'append', data: { event: 'unknown', fault: aFault() } },
      });
    }
  });

  test('settles nothing for ever where nothing is known of the call', () => {
    expect(verdict('gone', { call: null, now: 9000 })).toEqual(AGAIN);
    expect(verdict(aTask(), { call: null, now: 9000 })).toEqual(AGAIN);
  });
});

describe('while DDS still lists Pending, a next attempt is made', () => {
  test('only once the earlier call has settled, or its deadline and 5 s have passed', () => {
    expect(verdict(aTask(), { now: 75.999 })).toEqual(AGAIN);
    expect(verdict(aTask(), { now: 76 })).toEqual(SEND);
    expect(verdict(aTask(), { call: SETTLED, now: 65 })).toEqual(SEND);
  });

  test('never after three, unless the third was provably not executed and goes on', () => {
    expect(verdict(aTask(), { request: attempts(2), call: SETTLED })).toEqual(SEND);
    expect(verdict(aTask(), { request: attempts(3), call: SETTLED })).toEqual(AGAIN);
    expect(verdict(aTask(), { request: attempts(3), call: NOT_EXECUTED })).toEqual(SEND);
  });

  test('never on a read from before the last attempt, nor on one that is 10 s old', () => {
    const early = { beganAt: afterNoon(60.999), task: aTask() };
    const request = aRequest('cancelling') as Judged;
    expect(judge(request, early, SETTLED, afterNoon(65))).toEqual(AGAIN);
    const old = { beganAt: afterNoon(80), task: aTask() };
    expect(judge(request, old, SETTLED, afterNoon(90))).toEqual(AGAIN);
    expect(judge(request, old, SETTLED, afterNoon(89.999))).toEqual(SEND);
  });

  test('never on a task that is another than what was approved', () => {
    const other = aTask({ kind: 'REBOOT' });
    for (const call of [SETTLED, NOT_EXECUTED]) expect(verdict(other, { call })).toEqual(AGAIN);
  });

  test('never after expiry, however provable it is that nothing was executed', () => {
    const late = { ...NOT_EXECUTED, deadline: afterNoon(3590) };
    expect(verdict(aTask(), { call: late, now: 3599 })).toEqual(SEND);
    expect(verdict(aTask(), { call: late, now: 3600 })).toEqual(AGAIN);
  });
});

describe('Pending for two minutes after the last deadline', () => {
  test('means not cancelled, and not a moment before', () => {
    const request = attempts(3);
    expect(verdict(aTask(), { request, now: 190.999 })).toEqual(AGAIN);
    expect(verdict(aTask(), { request, now: 191 })).toEqual(NOT('Pending'));
  });

  test('counts from the deadline even where the call settled long before', () => {
    expect(verdict(aTask(), { request: attempts(3), call: SETTLED, now: 190 })).toEqual(AGAIN);
  });
});

test('an ambiguous call stays possible under a later refusal: Canceled is then still cancelled', () => {
  const refused = { ...SETTLED, fault: aFault({ kind: 'refused', status: 400, code: 'DBS.1' }) };
  const request = attempts(2);
  expect(verdict(aTask({ status: 'Canceled' }), { request, call: refused })).toEqual(LISTED);
  expect(verdict('unreadable', { request, call: refused })).toEqual(AGAIN);
  expect(verdict('unreadable', { request, call: refused, now: 200 })).toMatchObject({
    data: { event: 'unknown' },
  });
});

describe('*Check again* on an unknown outcome', () => {
  const when = { request: aRequest('unknown'), call: null };

  test.each([
    ['Canceled', LISTED],
    ['Running', NOT('Running', null)],
    ['Pending', NOT('Pending', null)],
  ])('takes %s as it is, also after expiry', (status, expected) => {
    for (const now of [200, 9000])
      expect(verdict(aTask({ status }), { ...when, now })).toEqual(expected);
  });

  test('never sends, and stays unknown where DDS says nothing clear', () => {
    for (const task of ['gone', 'unreadable', aTask({ status: 'Suspended' })] as const)
      expect(verdict(task, { ...when, now: 9000 })).toEqual(AGAIN);
  });

  test('never sends, even where the last call was provably not executed', () => {
    for (const call of [SETTLED, NOT_EXECUTED])
      expect(verdict(aTask(), { ...when, call, now: 200 })).toEqual(NOT('Pending'));
  });
});

describe('after *Try again*', () => {
  const when = { request: aRequest('retried'), call: null, now: 85 };

  test('the same approvals and fingerprint send again', () => {
    expect(verdict(aTask(), when)).toEqual(SEND);
  });

  test('another task voids the approvals', () => {
    const task = aTask({ kind: 'REBOOT' });
    expect(verdict(task, when)).toEqual({
      ...{ do: 'append', data: { event: 'task_changed', task } },
    });
  });

  test('nothing is sent after expiry, and Pending is then the outcome', () => {
    expect(verdict(aTask(), { ...when, now: 3600 })).toEqual(NOT('Pending', null));
  });

  test('an unreadable task is read again until expiry', () => {
    expect(verdict('unreadable', { ...when, now: 3599 })).toEqual(AGAIN);
    expect(verdict('unreadable', { ...when, now: 3600 })).toMatchObject({ do: 'append' });
  });
});
