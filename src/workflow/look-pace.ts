/** How often open requests of one target are looked at. */
export interface LookPace {
  /** Most of the time, in milliseconds. */
  readonly usualMs: number;
  /** Around the planned start of a task. */
  readonly nearMs: number;
}

const USUAL_MS = 60_000;
const NEAR_MS = 15_000;
/** So long before and after its planned start a task is looked at more often. It is a hint only. */
const AROUND_START_MS = 10 * 60_000;
/**
 * No more looks begin than this part of the calls to a target. A look takes a call for each 100 tasks
 * that are `Pending`, and for each watched one that is not, its re-read: one call, more where that
 * does not list it. All of them are look-ups, which leave a quarter of the calls to decisions.
 */
const LARGEST_SHARE = 1 / 10;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** `callsPerMinute`: what the target allows for all calls together. */
export function lookPaceFor(callsPerMinute: number): LookPace {
  const leastMs = Math.ceil(60_000 / (callsPerMinute * LARGEST_SHARE));
  return { usualMs: Math.max(USUAL_MS, leastMs), nearMs: Math.max(NEAR_MS, leastMs) };
}

/** When a task must be looked at again that was last seen at `seenAt`; both ends in milliseconds. */
export function lookDueAt(seenAt: number, plannedStart: string | null, pace: LookPace): number {
  const usual = seenAt + pace.usualMs;
  const start = Date.parse(plannedStart ?? '');
  if (Number.isNaN(start) || seenAt >= start + AROUND_START_MS) return usual;
  return Math.min(usual, Math.max(seenAt + pace.nearMs, start - AROUND_START_MS));
}

/** How long after so many failed looks in a row the next one is held back. */
export function pauseAfter(failures: number, { usualMs }: LookPace): number {
  return Math.max(usualMs, Math.min(usualMs * 2 ** (failures - 1), LONGEST_PAUSE_MS));
}
