import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Command, decide } from '../../src/request/decide.ts';
import type { EventData, RequestEvent } from '../../src/request/event.ts';
import { type CancelRequest, fold } from '../../src/request/fold.ts';
import { eventAt } from '../../src/request/hash-chain.ts';
import { judge } from '../../src/request/judge.ts';
import { afterNoon, asked, aTask, story } from './events.ts';

const PEOPLE = ['U_ASKER', 'U_A', 'U_B', 'U_C', 'U_D'] as const;
const KINDS = ['RESIZE_FLAVOR', 'REBOOT'] as const;

interface Move {
  readonly does: Command['do'] | 'task changes' | 'attempt fails';
  readonly by: string;
  readonly olderCard: boolean;
  readonly eligible: readonly string[];
}

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    does: fc.oneof(
      { weight: 6, arbitrary: fc.constant('approve' as const) },
      fc.constantFrom('reject', 'withdraw', 'try again', 'task changes', 'attempt fails'),
    ),
    by: fc.constantFrom(...PEOPLE),
    olderCard: fc.boolean(),
    eligible: fc.subarray([...PEOPLE], { minLength: 2 }),
  }),
  { maxLength: 25 },
);

/** The event that one move brings into the journal, by the real rules; `null` where it is refused. */
function eventOf(request: CancelRequest, move: Move, now: Date): EventData | null {
  switch (move.does) {
    case 'task changes':
      return request.state === 'approved' ? taskChanged(request) : null;
    case 'attempt fails':
      return request.state === 'cancelling' ? FAILED : null;
    default:
      return decided(request, { ...move, does: move.does }, now);
  }
}

const FAILED: EventData = { event: 'not_cancelled', status: 'Pending', fault: null };

function taskChanged({ task }: CancelRequest): EventData {
  const kind = KINDS.find((other) => other !== task.kind) ?? '';
  return { event: 'task_changed', task: { ...task, kind } };
}

function decided(
  request: CancelRequest,
  { does, by, olderCard, eligible }: Move & { readonly does: Command['do'] },
  now: Date,
): EventData | null {
  const revision = olderCard ? request.revision - 1 : request.revision;
  const command: Command =
    does === 'reject' ? { do: does, by, revision, reason: '' } : { do: does, by, revision };
  const lapsed = request.approvers.filter((user) => !eligible.includes(user));
  const why = eligible.includes(by) ? null : 'not listed';
  const decision = decide(request, command, { notEligible: why, lapsed }, now);
  return 'append' in decision ? decision.append : null;
}

/** Whether the engine would now write a `DELETE`, had it just read the task and found it as it was. */
function wouldSend(request: CancelRequest, now: Date): boolean {
  if (request.state !== 'approved') return false;
  const seen = { beganAt: now, task: aTask({ ...request.task, status: 'Pending' }) };
  return judge(request, seen, null, now).do === 'send';
}

/** An independent count: who but the requester approved this very revision and never lapsed since. */
function standingApprovals(events: readonly RequestEvent[]): number {
  const counted = new Set<string>();
  for (const event of events) {
    if (event.event === 'task_changed') counted.clear();
    if (event.event !== 'approved') continue;
    for (const user of event.dropped) counted.delete(user);
    if (event.by !== 'U_ASKER') counted.add(event.by);
  }
  return counted.size;
}

function expectNoAttemptWithoutApprovals(required: number, made: readonly Move[]): number {
  const events = story([asked({ required })]);
  let attempts = 0;
  made.forEach((move, index) => {
    const now = afterNoon(60 + index);
    const request = fold(events);
    const data = eventOf(request, move, now);
    if (data === null) return;
    const place = {
      request: 'r1',
      seq: request.seq,
      head: request.head,
      notBefore: request.lastAt,
    };
    events.push(eventAt(place, move.by, now, data));
    const next = fold(events);
    if (!wouldSend(next, now)) return;
    attempts += 1;
    expect(standingApprovals(events)).toBeGreaterThanOrEqual(required);
    const at = { ...place, seq: next.seq, head: next.head, notBefore: now };
    events.push(eventAt(at, 'bot', now, { event: 'attempted', attempt: next.attempts + 1 }));
  });
  return attempts;
}

test('whatever people press, no attempt follows without as many approvals of others as it takes', () => {
  let attempts = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), moves, (required, made) => {
      attempts += expectNoAttemptWithoutApprovals(required, made);
    }),
    { numRuns: 500 },
  );
  // Otherwise the property would hold for a bot that never does anything.
  expect(attempts).toBeGreaterThan(100);
});
