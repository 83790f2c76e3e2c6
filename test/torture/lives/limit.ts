import type { Down } from '../../../src/sandbox/witness/evidence.ts';

/** In milliseconds of the clock of the calls. */
export interface Tolerance {
  /** The window is so much shorter, for timers of a fast clock are coarse. */
  readonly coarseMs: number;
  /** A call so shortly after a death is the last of the life before; no life calls so soon. */
  readonly onTheWayMs: number;
}

const WINDOW_MS = 60_000;

/**
 * The most calls in any 60 s of one life of the bot: what the limiter of a process promises. Each
 * life begins anew, for nothing of it outlives the process.
 */
export function fullestInALife(
  calls: readonly { readonly at: Date }[],
  downs: readonly Down[],
  { coarseMs, onTheWayMs }: Tolerance,
): number {
  const times = calls.map(({ at }) => at.getTime()).toSorted((a, b) => a - b);
  return Math.max(0, ...times.map((from) => times.filter(isWithin(from)).length));

  function isWithin(from: number): (time: number) => boolean {
    const died = downs.map((down) => down.from.getTime() + onTheWayMs).filter((at) => at > from);
    const until = Math.min(from + WINDOW_MS - coarseMs, ...died);
    return (time) => time >= from && time < until;
  }
}
