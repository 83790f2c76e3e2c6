import { describe, expect, test } from '@jest/globals';
import { isEnded, type RequestState } from '../../src/request/cancel-request.ts';
import { fold } from '../../src/request/fold.ts';
import { type Act, afterNoon, approved, asked, aTask, attempted, NOON, story } from './events.ts';
import { aFault } from './facts.ts';

function folded(...acts: readonly Act[]) {
  return fold(story([asked({ required: 2 }), ...acts]));
}
const byTwo = [approved('U_A', 10), approved('U_B', 20)];
const movedTask = aTask({ plannedStart: '2026-02-01T18:00:00.000Z' });
const taskChanged: Act = ['bot', 30, { event: 'task_changed', task: movedTask }];
const notCancelled: Act = [
  'bot',
  70,
  { event: 'not_cancelled', status: 'Running', fault: aFault() },
];

describe('a request as its events tell it', () => {
  test('is pending once it was asked, with all that the card shows', () => {
    expect(fold(story([asked()]))).toMatchObject({
      ...{ state: 'pending', id: 'r1', channel: 'C_OPS', requester: 'U_ASKER', reason: null },
      ...{
        askedAt: NOON,
        expiresAt: afterNoon(3600),
        required: 1,
        task: aTask(),
        changedFrom: null,
      },
      ...{ revision: 1, approvers: [], attempts: 0, everAttempted: false, seq: 1, lastAt: NOON },
    });
  });

  test('stays pending until as many as it takes have approved', () => {
    expect(folded(approved('U_A'))).toMatchObject({ state: 'pending', approvers: ['U_A'] });
    expect(folded(...byTwo)).toMatchObject({ state: 'approved', approvers: ['U_A', 'U_B'] });
  });

  test('does not count an approver who lapsed before the last one approved', () => {
    const late: Act = ['U_B', 20, { event: 'approved', revision: 1, dropped: ['U_A'] }];
    expect(folded(approved('U_A', 10), late)).toMatchObject({
      ...{ state: 'pending', approvers: ['U_B'] },
    });
    expect(folded(approved('U_A', 10), late, approved('U_C', 30))).toMatchObject({
      ...{ state: 'approved', approvers: ['U_B', 'U_C'] },
    });
  });

  test('loses every approval when the task has changed, and shows what it was', () => {
    expect(folded(...byTwo, taskChanged)).toMatchObject({
      ...{ state: 'pending', approvers: [], revision: 2, task: movedTask, changedFrom: aTask() },
    });
  });

  test('is approved by one person in an emergency', () => {
    const emergency = { event: 'emergency_approved', revision: 1, reason: 'fire' } as const;
    expect(folded(['U_ASKER', 9, emergency])).toMatchObject({
      ...{ state: 'approved', approvers: ['U_ASKER'] },
    });
  });

  test('counts its attempts, and remembers for ever that there was one', () => {
    const twice = [...byTwo, attempted(1), attempted(2, 65)];
    expect(folded(...twice)).toMatchObject({ state: 'cancelling', attempts: 2 });
    const again = [...twice, notCancelled, ['U_A', 80, { event: 'retried' }] as Act];
    expect(folded(...again)).toMatchObject({
      ...{ state: 'approved', attempts: 0, everAttempted: true, approvers: ['U_A', 'U_B'] },
    });
    expect(folded(...again, taskChanged)).toMatchObject({ state: 'pending', everAttempted: true });
  });

  test('keeps nothing of how it stood before', () => {
    const again = [...byTwo, attempted(1), notCancelled, ['U_A', 80, { event: 'retried' }] as Act];
    expect(folded(...byTwo, attempted(1), notCancelled)).toHaveProperty('status', 'Running');
    for (const gone of ['status', 'fault']) expect(folded(...again)).not.toHaveProperty(gone);
  });

  test('is told further by a reminder in nothing but its end, and that it was given', () => {
    expect(folded(approved('U_A', 10), ['bot', 40, { event: 'reminded' }])).toMatchObject({
      ...{ state: 'pending', approvers: ['U_A'], reminded: true, seq: 3, lastAt: afterNoon(40) },
    });
  });

  const endings: readonly (readonly [Act[2], object])[] = [
    [
      { event: 'rejected', reason: 'too big' },
      { state: 'rejected', rejectedBy: 'bot', why: 'too big' },
    ],
    [{ event: 'withdrawn' }, { state: 'withdrawn' }],
    [
      { event: 'closed', reason: 'started', status: 'Running' },
      { state: 'closed', closeReason: 'started', status: 'Running' },
    ],
    [
      { event: 'cancelled', how: 'confirmed', callId: 'id-1' },
      { state: 'cancelled', how: 'confirmed', callId: 'id-1' },
    ],
    [
      { event: 'not_cancelled', status: 'Failed', fault: null },
      { state: 'not cancelled', status: 'Failed', fault: null },
    ],
    [
      { event: 'unknown', fault: aFault() },
      { state: 'unknown', fault: aFault() },
    ],
  ];
  test.each(endings)('ends by %j', (data, expected) => {
    const request = fold(story([asked(), ['bot', 5, data]]));
    expect(request).toMatchObject(expected);
    expect(request).toMatchObject({ seq: 2, lastAt: afterNoon(5), task: aTask() });
  });

  test('says the number and hash of its last event, to append after', () => {
    const events = story([asked(), approved()]);
    expect(fold(events)).toMatchObject({ seq: 2, head: events[1]?.hash });
  });
});

describe('a journal that cannot be', () => {
  const [first, second, third] = story([asked(), approved(), attempted()]);

  test('has nothing in it, or does not begin with `requested`', () => {
    expect(() => fold([])).toThrow(/begins with `requested`/);
    expect(() => fold(second ? [second] : [])).toThrow(/begins with `requested`/);
  });

  test('has a gap or begins twice', () => {
    expect(() => fold(first && third ? [first, third] : [])).toThrow(/Event 3 follows 1/);
    const twice = story([asked(), asked()]);
    expect(() => fold(twice)).toThrow(/begins once/);
  });
});

test('nothing can happen any more exactly to what is cancelled, rejected, withdrawn or closed', () => {
  const ended = new Set(['cancelled', 'rejected', 'withdrawn', 'closed']);
  const states: readonly RequestState[] = [
    ...(['pending', 'approved', 'cancelling', 'unknown', 'cancelled'] as const),
    ...(['not cancelled', 'rejected', 'withdrawn', 'closed'] as const),
  ];
  for (const state of states) expect([state, isEnded(state)]).toEqual([state, ended.has(state)]);
});
