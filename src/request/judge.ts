import type { CancelRequest, RequestIn } from './cancel-request.ts';
import type { CloseReason, EventData } from './event.ts';
import { isChanged } from './fingerprint.ts';
import type { DdsFault, ScheduledTask } from './task.ts';

/** A `DELETE` counts on a read no older than this, and so does the outcome that a task is still `Pending`. */
export const FRESH_MS = 10_000;
/** Attempts of one approval, or of one *Try again*. */
const MOST_ATTEMPTS = 3;
/** Beyond its own time-out, how long a call without an answer may still reach DDS. */
const MARGIN_MS = 5_000;
/** How long after the last deadline DDS is still asked before the outcome is called. */
const GIVE_UP_MS = 120_000;

/** What is known of the call behind the newest `attempted`. After a restart: nothing but that it may be under way. */
export interface CallKnowledge {
  /** `no`: every call of this attempt was provably not executed. */
  readonly executed: 'no' | 'perhaps';
  /** DDS answered, so the call is no longer under way. */
  readonly settled: boolean;
  /** When the call's own time-out has passed at the latest. */
  readonly deadline: Date;
  readonly fault: DdsFault | null;
}

/** A read of the task: what DDS lists, that it does not, or that it could not be asked. */
export interface Seen {
  readonly beganAt: Date;
  readonly task: ScheduledTask | 'gone' | 'unreadable';
}

export type Verdict =
  /** A `DELETE` may be written to the socket now. */
  | { readonly do: 'send' }
  | { readonly do: 'append'; readonly data: EventData }
  /** This read settles nothing; read again. */
  | { readonly do: 'read again' };

/** Said as what DDS lists, for that does not tell who cancelled it. */
const LISTED_CANCELED: EventData = { event: 'cancelled', how: 'listed', callId: null };

type Undecided = RequestIn<'approved' | 'cancelling' | 'unknown'>;

/** What one read of the task means for a request, now. */
export function judge(
  request: Undecided,
  seen: Seen,
  call: CallKnowledge | null,
  now: Date,
): Verdict {
  if (request.state === 'approved' && !request.everAttempted) return beforeAny(request, seen, now);
  const { task } = seen;
  if (typeof task === 'string') return unread(request, call, now);
  if (task.status === 'Canceled') return append(LISTED_CANCELED);
  if (task.status === 'Pending') return stillPending(request, { ...seen, task }, call, now);
  if (!isFinal(task.status)) return unread(request, call, now);
  return append({ event: 'not_cancelled', status: task.status, fault: call?.fault ?? null });
}

/**
 * What a look at the task means for a request that was open when it was looked at: an event, where
 * the task has left `Pending` or is not what was shown. A look that began before the request's
 * last event says nothing. Where an approved request was ever attempted, only what its own reads
 * find counts; and one of its calls may be why its task is cancelled.
 */
export function judgeLook(request: CancelRequest, { beganAt, task }: Seen): EventData | null {
  if (!isWatched(request) || task === 'unreadable' || beganAt < request.lastAt) return null;
  const isCancelled = task !== 'gone' && task.status === 'Canceled';
  return isCancelled && request.everAttempted ? LISTED_CANCELED : overtakenBy(request, task);
}

/** Open, and nothing is attempted: what happens to its task elsewhere ends or changes it. */
export function isWatched({ state, everAttempted }: CancelRequest): boolean {
  return state === 'pending' || (state === 'approved' && !everAttempted);
}

/** For how many more milliseconds a `DELETE` that this read allowed may be written to the socket; 0: no more. */
export function leaveMs(request: CancelRequest, seen: Seen, now: Date): number {
  if (!isFresh(request, seen, now)) return 0;
  const until = Math.min(request.expiresAt.getTime(), seen.beganAt.getTime() + FRESH_MS);
  return Math.max(0, until - now.getTime());
}

/** Whether a next `DELETE` could start now, if the task were read and found unchanged and `Pending`. */
export function mayAttempt(request: CancelRequest, call: CallKnowledge | null, now: Date): boolean {
  if (request.dryRun || now >= request.expiresAt) return false;
  if (request.state === 'approved') return true;
  if (request.state !== 'cancelling' || call === null) return false;
  if (call.executed === 'no') return true;
  const over = call.settled || now.getTime() >= call.deadline.getTime() + MARGIN_MS;
  return over && request.attempts < MOST_ATTEMPTS;
}

/** When the outcome is called, whatever can be learnt by then. */
export function giveUpAt({ deadline }: CallKnowledge): Date {
  return new Date(deadline.getTime() + GIVE_UP_MS);
}

function beforeAny(request: RequestIn<'approved'>, seen: Seen, now: Date): Verdict {
  const { task } = seen;
  if (now >= request.expiresAt) return append(closed('expired'));
  if (task === 'unreadable') return { do: 'read again' };
  const overtaken = overtakenBy(request, task);
  if (overtaken !== null) return append(overtaken);
  if (leaveMs(request, seen, now) === 0) return { do: 'read again' };
  return request.dryRun ? append(closed('dry run', 'Pending')) : { do: 'send' };
}

/** What becomes of a request without any attempt whose task is not `Pending`, or not what was shown. */
function overtakenBy(request: CancelRequest, task: ScheduledTask | 'gone'): EventData | null {
  if (task === 'gone') return closed('gone');
  if (task.status !== 'Pending') return closed(reasonOf(task.status), task.status);
  return isChanged(request.task, task) ? { event: 'task_changed', task } : null;
}

function stillPending(
  request: Undecided,
  seen: Seen & { readonly task: ScheduledTask },
  call: CallKnowledge | null,
  now: Date,
): Verdict {
  const changed = isChanged(request.task, seen.task);
  if (changed && request.state === 'approved')
    return append({ event: 'task_changed', task: seen.task });
  if (!changed && mayAttempt(request, call, now))
    return leaveMs(request, seen, now) > 0 ? { do: 'send' } : { do: 'read again' };
  const isLeftOut = request.state === 'approved' && request.dryRun;
  if (!isLeftOut && !isOver(request, call, now)) return { do: 'read again' };
  return isFresh(request, seen, now) ? notCancelled(call) : unread(request, call, now);
}

/** Only as of now: what was `Pending` a while ago may have been cancelled since. */
function notCancelled(call: CallKnowledge | null): Verdict {
  return append({ event: 'not_cancelled', status: 'Pending', fault: call?.fault ?? null });
}

/** Nothing conclusive was read; once the time is up, that is the outcome. */
function unread(request: Undecided, call: CallKnowledge | null, now: Date): Verdict {
  if (request.state === 'unknown' || !isOver(request, call, now)) return { do: 'read again' };
  // Nothing was executed and an attempt may still start: there is nothing to call the outcome of.
  if (call?.executed === 'no' && mayAttempt(request, call, now)) return { do: 'read again' };
  return append({ event: 'unknown', fault: call?.fault ?? null });
}

function isOver(request: Undecided, call: CallKnowledge | null, now: Date): boolean {
  if (request.state === 'approved') return now >= request.expiresAt;
  if (request.state === 'unknown') return true;
  return call !== null && now >= giveUpAt(call);
}

/** The read began after what was decided last, and is young enough to act on. */
function isFresh(request: CancelRequest, seen: Seen, now: Date): boolean {
  const began = seen.beganAt.getTime();
  return began >= request.lastAt.getTime() && now.getTime() - began < FRESH_MS;
}

function isFinal(status: string): boolean {
  return ['Running', 'Completed', 'Failed'].includes(status);
}

function reasonOf(status: string): CloseReason {
  if (status === 'Canceled') return 'cancelled elsewhere';
  return status === 'Completed' || status === 'Failed' ? 'finished' : 'started';
}

function closed(reason: CloseReason, status: string | null = null): EventData {
  return { event: 'closed', reason, status };
}

function append(data: EventData): Verdict {
  return { do: 'append', data };
}
