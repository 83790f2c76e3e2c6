import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CancelRequest } from '../../src/request/cancel-request.ts';
import { type Command, decide } from '../../src/request/decide.ts';
import type { EventData, RequestEvent } from '../../src/request/event.ts';
import { fold } from '../../src/request/fold.ts';
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
      { weight: 4, arbitrary: fc.constant('approve in emergency' as const) },
      fc.constantFrom(
        ...(['reject', 'withdraw', 'try again'] as const),
        ...(['task changes', 'attempt fails'] as const),
      ),
    ),
    by: fc.constantFrom(...PEOPLE),
    olderCard: fc.boolean(),
    eligible: fc.subarray([...PEOPLE], { minLength: 2 }),
  }),
  { maxLength: 25 },
);

/** The event that one move brings into the journal, by the real rules; `null` where it is refused. */
function eventOf(request: CancelRequest, move: Move, mode: Mode, now: Date): EventData | null {
  switch (move.does) {
    case 'task changes':
      return request.state === 'approved' ? taskChanged(request) : null;
    case 'attempt fails':
      return request.state === 'cancelling' ? FAILED : null;
    default:
      return decided(request, { ...move, does: move.does }, mode, now);
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
  { emergencyApproval }: Mode,
  now: Date,
): EventData | null {
  const revision = olderCard ? request.revision - 1 : request.revision;
  const hasReason = does === 'reject' || does === 'approve in emergency';
  const command: Command = hasReason
    ? { do: does, by, revision, reason: 'x' }
    : { do: does, by, revision };
  const lapsed = request.approvers.filter((user) => !eligible.includes(user));
  const why = eligible.includes(by) ? null : 'not listed';
  const facts = { notEligible: why, lapsed, emergencyApproval } as const;
  const decision = decide(request, command, facts, now);
  return 'append' in decision ? decision.append : null;
}

/** Whether the engine would now write a `DELETE`, had it just read the task and found it as it was. */
function wouldSend(request: CancelRequest, now: Date): boolean {
  if (request.state !== 'approved') return false;
  const seen = { beganAt: now, task: aTask({ ...request.task, status: 'Pending' }) };
  return judge(request, seen, null, now).do === 'send';
}

/** What a bot may be told. */
interface Mode {
  readonly required: number;
  readonly emergencyApproval: boolean;
  readonly dryRun: boolean;
}

const modes: fc.Arbitrary<Mode> = fc.record({
  required: fc.integer({ min: 1, max: 3 }),
  emergencyApproval: fc.boolean(),
  dryRun: fc.boolean(),
});

/** An independent reading of a journal's approvals, each with who was eligible when it came. */
interface Approvals {
  /** Who but the requester approved this very revision and never lapsed since. */
  readonly counted: Set<string>;
  /** The requester approved this very revision in an emergency, and might. */
  alone: boolean;
}

function take(approvals: Approvals, event: RequestEvent, move: Move, mode: Mode): void {
  if (event.event === 'task_changed') {
    approvals.counted.clear();
    approvals.alone = false;
  }
  if (event.event === 'emergency_approved')
    approvals.alone =
      mode.emergencyApproval && event.by === 'U_ASKER' && move.eligible.includes('U_ASKER');
  if (event.event !== 'approved') return;
  for (const user of event.dropped) approvals.counted.delete(user);
  if (event.by !== 'U_ASKER') approvals.counted.add(event.by);
}

interface Tally {
  attempts: number;
  alone: number;
}

function expectNoAttemptWithoutApprovals(mode: Mode, made: readonly Move[], tally: Tally): void {
  const { required, dryRun } = mode;
  const events = story([asked({ required, ...(dryRun && { dryRun }) })]);
  const approvals: Approvals = { counted: new Set(), alone: false };
  made.forEach((move, index) => {
    const now = afterNoon(60 + index);
    const request = fold(events);
    const data = eventOf(request, move, mode, now);
    if (data === null) return;
    const { seq, head, lastAt: notBefore } = request;
    const event = eventAt({ request: 'r1', seq, head, notBefore }, move.by, now, data);
    events.push(event);
    take(approvals, event, move, mode);
    const next = fold(events);
    if (!wouldSend(next, now)) return;
    expect(dryRun).toBe(false);
    if (!approvals.alone) expect(approvals.counted.size).toBeGreaterThanOrEqual(required);
    tally.attempts += 1;
    if (approvals.alone) tally.alone += 1;
    const at = { request: 'r1', seq: next.seq, head: next.head, notBefore: now };
    events.push(eventAt(at, 'bot', now, { event: 'attempted', attempt: next.attempts + 1 }));
  });
}

test('whatever people press, no attempt follows without as many approvals of others as it takes, or a lawful emergency, or in a dry run', () => {
  const tally: Tally = { attempts: 0, alone: 0 };
  fc.assert(
    fc.property(modes, moves, (mode, made) => expectNoAttemptWithoutApprovals(mode, made, tally)),
    { numRuns: 4000 },
  );
  // Otherwise the property would hold for a bot that never does anything.
  expect(tally.attempts).toBeGreaterThan(100);
  expect(tally.alone).toBeGreaterThan(5);
});
