import type { Standing } from './standing.ts';

const SHORTLY_MS = 600_000;

/**
 * When a request that waits is to be reminded of, seen from `now`: half-way to its expiry, or before
 * that ten minutes ahead of a planned start that is still to come; where it was asked for less than
 * twenty minutes ahead of that, half-way to it.
 */
export function reminderDue({ askedAt, expiresAt, task }: Standing, now: Date): Date {
  const halfWay = middle(askedAt, expiresAt);
  const start = new Date(String(task.plannedStart));
  if (!(start > now)) return new Date(halfWay);
  const shortlyBefore = Math.max(start.getTime() - SHORTLY_MS, middle(askedAt, start));
  return new Date(Math.min(halfWay, shortlyBefore));
}

function middle(one: Date, other: Date): number {
  return (one.getTime() + other.getTime()) / 2;
}
