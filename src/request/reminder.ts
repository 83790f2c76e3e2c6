import type { CancelRequest } from './cancel-request.ts';

/** How long before the planned start people are reminded; less where the request came later than that. */
const BEFORE_START_MS = 10 * 60_000;

/**
 * When a pending request is to be reminded of: shortly before the planned start or half-way to the
 * expiry, whichever comes first. A planned start that has passed counts for nothing. `null` once it
 * has been.
 *
 * A moment that the bot missed is made up for as long as the request is pending.
 */
export function remindAt({ reminded, ...request }: CancelRequest, now: Date): Date | null {
  if (reminded || request.state !== 'pending') return null;
  const asked = request.askedAt.getTime();
  const halfWay = asked + (request.expiresAt.getTime() - asked) / 2;
  const start = Date.parse(request.task.plannedStart ?? '');
  // A start that does not parse is not ahead of anything.
  const isAhead = start > now.getTime();
  if (!isAhead) return new Date(halfWay);
  const shortlyBefore = start - Math.min(BEFORE_START_MS, (start - asked) / 2);
  return new Date(Math.min(halfWay, shortlyBefore));
}
