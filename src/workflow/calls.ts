import type { CancelRequest } from '../request/cancel-request.ts';
import type { CallKnowledge } from '../request/judge.ts';
import type { CallState } from '../request/next-step.ts';
import type { Cancellation, Clock } from './ports.ts';

/** First pause between two reads that settled nothing; it doubles up to the longest. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** At most so much of a pause is added to it by chance, which keeps many requests from reading in step. */
const JITTER = 0.25;

/**
 * What this process knows of one request's calls, its times on the steady clock. Lost with the
 * process, on purpose: `judge` then assumes the worst.
 */
export interface CallMemory {
  /** Number of the `attempted` event it speaks of; 0 before the first. */
  attemptSeq: number;
  knowledge: (Omit<CallKnowledge, 'deadline'> & { readonly deadline: number }) | null;
  confirmed: CallState['confirmed'];
  notBefore: number;
  pauses: number;
}

/** The memory of a request that this process has not called DDS for, or not in its newest attempt. */
export function freshMemory(request: CancelRequest, deadline: number, now: number): CallMemory {
  const memory: CallMemory = {
    attemptSeq: 0,
    knowledge: null,
    confirmed: null,
    notBefore: now,
    pauses: 0,
  };
  // An attempt of an earlier process may have been written to the socket as late as its last breath.
  if (request.state === 'cancelling') mayBeUnderWay(memory, request.seq, deadline);
  return memory;
}

/** The same in the request's own time. */
export function inOwnTime(memory: CallMemory, own: (moment: number) => Date): CallState {
  const { knowledge, confirmed, notBefore } = memory;
  return {
    confirmed,
    notBefore: own(notBefore),
    knowledge: knowledge && { ...knowledge, deadline: own(knowledge.deadline) },
  };
}

/** An attempt was journaled; until its call answers, nothing else is known. */
export function mayBeUnderWay(memory: CallMemory, attemptSeq: number, deadline: number): void {
  memory.attemptSeq = attemptSeq;
  memory.knowledge = { executed: 'perhaps', settled: false, deadline, fault: null };
}

/** The attempt was journaled, and its call was then not made. */
export function wasNotSent(memory: CallMemory, at: number): void {
  memory.knowledge = { executed: 'no', settled: true, deadline: at, fault: null };
}

/** Holds back the next call, longer each time, and at least as long as DDS asked for. */
export function pause(memory: CallMemory, clock: Clock, retryAfterMs: number | null): void {
  const longer = FIRST_PAUSE_MS * 2 ** memory.pauses++ * (1 + Math.random() * JITTER);
  const ms = Math.max(Math.min(longer, LONGEST_PAUSE_MS), retryAfterMs ?? 0);
  memory.notBefore = clock.steady() + ms;
}

/**
 * Takes in how the newest attempt's call went, and knows of that one alone: it began only after the
 * calls of earlier attempts had settled or timed out, and a read after that had found the task `Pending`.
 */
export function remember(
  memory: CallMemory,
  cancellation: Cancellation,
  deadline: number,
  clock: Clock,
): void {
  if (cancellation.result === 'confirmed') {
    memory.confirmed = { callId: cancellation.callId };
    return;
  }
  const executed = cancellation.result === 'not executed' ? 'no' : 'perhaps';
  const settled = cancellation.result === 'not executed' || cancellation.settled;
  memory.knowledge = { executed, settled, deadline, fault: cancellation.fault };
  if (cancellation.result === 'ambiguous') memory.pauses = 0;
  pause(memory, clock, cancellation.result === 'not executed' ? cancellation.retryAfterMs : null);
}
