import type { CloseReason, EventOf } from '../../src/request/event.ts';
import type { ScheduledTask } from '../../src/request/task.ts';
import type { Call } from './cloud.ts';
import type { Grounds } from './grounds.ts';
import { isPendingAs } from './same-task.ts';
import { isDecided, mayClose, type Standing } from './standing.ts';
import { unless } from './unless.ts';

const SETTLED_AFTER_MS = 120_000;
const MOST_ATTEMPTS = 3;

/** What is wrong with a request's end before any call. */
export function closed(before: Standing, event: EventOf<'closed'>, grounds: Grounds): string[] {
  return [
    ...unless(mayClose(before), 'it came too late'),
    ...unless(
      event.reason !== 'cancelled elsewhere' || !before.everAttempted,
      'a call of its own may have cancelled it',
    ),
    ...unless(isSo(before, event, grounds), `${event.reason} is not so`),
  ];
}

/** What DDS has to list for each reason that is its own. */
const LISTED: Readonly<Partial<Record<CloseReason, readonly string[]>>> = {
  started: ['Running'],
  finished: ['Completed', 'Failed'],
  'cancelled elsewhere': ['Canceled'],
};

function isSo(
  before: Standing,
  { reason, status, at }: EventOf<'closed'>,
  { held, by, isCardRefused }: Grounds,
): boolean {
  const { dryRun, expiresAt } = before;
  const isLate = new Date(at) >= expiresAt;
  switch (reason) {
    case 'expired':
      return isLate;
    case 'gone':
      return held.includes(null);
    case 'card not posted':
      return isCardRefused;
    case 'dry run':
      return !isLate && isLeftOut(before, held, dryRun || by.dryRun);
    default:
      return LISTED[reason]?.includes(status ?? '') === true && isHeld(held, status ?? '');
  }
}

/** Whether everything was so that a cancellation needs, but for the dry run. */
function isLeftOut({ state, task }: Standing, held: Grounds['held'], isDryRun: boolean): boolean {
  return isDryRun && state === 'approved' && held.some((one) => isPendingAs(task, one));
}

export function attempted(
  before: Standing,
  event: EventOf<'attempted'>,
  { calls, held, by }: Grounds,
): string[] {
  const { task, attempts, dryRun, expiresAt } = before;
  return [
    ...unless(isDecided(before), 'approvals are missing'),
    ...unless(!dryRun && !by.dryRun, 'it is a dry run'),
    ...unless(new Date(event.at) < expiresAt, 'it came after the expiry'),
    ...unless(event.attempt === attempts + 1, `it is number ${event.attempt}`),
    ...unless(event.attempt <= MOST_ATTEMPTS, 'there were three'),
    ...unless(
      calls.every(({ isOver }) => isOver),
      'a call may be under way',
    ),
    ...unless(
      held.some((one) => isPendingAs(task, one)),
      'DDS held no such task as Pending',
    ),
  ];
}

export function cancelled(
  before: Standing,
  { how }: EventOf<'cancelled'>,
  { held, calls, by }: Grounds,
): string[] {
  const confirmed = calls.filter((call) => isConfirmed(before.request, call));
  return [
    ...attemptedEver(before),
    ...unless(isHeld(held, 'Canceled'), 'DDS never held it as Canceled'),
    ...(how === 'listed'
      ? unless(!confirmed.some((call) => call.by === by), 'DDS had confirmed it')
      : unless(confirmed.length > 0, 'DDS had confirmed nothing')),
  ];
}

export function notCancelled(
  before: Standing,
  { status }: EventOf<'not_cancelled'>,
  { held, now, by }: Grounds,
): string[] {
  const mayBePending =
    before.state === 'unknown' || isGivenUp(before, now, before.dryRun || by.dryRun);
  return [
    ...attemptedEver(before),
    ...unless(status !== 'Canceled', 'it was cancelled'),
    ...unless(isHeld(held, status), `DDS never held ${status}`),
    ...unless(status !== 'Pending' || mayBePending, 'it came too early'),
  ];
}

export function unknown(before: Standing, _event: unknown, grounds: Grounds): string[] {
  const { now, held, wasUnreadable } = grounds;
  return [
    ...attemptedEver(before),
    ...unless(isGivenUp(before, now, false), 'it came too early'),
    ...unless(wasUnreadable || held.includes(null), 'DDS told how it was'),
  ];
}

function attemptedEver({ everAttempted }: Standing): string[] {
  return unless(everAttempted, 'nothing was attempted');
}

function isHeld(held: readonly (ScheduledTask | null)[], status: string): boolean {
  return held.some((one) => one?.status === status);
}

function isConfirmed(request: string, call: Call): boolean {
  return call.request === request && call.answer === 'confirmed';
}

/** Two minutes after the attempt; where *Try again* has made none, at the expiry, or where none may come. */
function isGivenUp({ state, at, expiresAt }: Standing, now: Date, noneMayCome: boolean): boolean {
  if (state === 'approved') return noneMayCome || now >= expiresAt;
  return now.getTime() - at.getTime() >= SETTLED_AFTER_MS;
}
