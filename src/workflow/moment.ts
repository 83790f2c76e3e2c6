import type { Clock } from './ports.ts';

/** A moment by both of a clock's hands. */
export interface Moment {
  readonly date: Date;
  /** Milliseconds of the steady clock. */
  readonly steady: number;
}

/** An answer's `Date` header, and when this machine sent the call and had the answer. */
export interface DatedAnswer {
  readonly date: string;
  readonly sentAt: Date;
  readonly answeredAt: Date;
}

/** Less than this between the two says nothing: the date comes in whole milliseconds, and is slewed. */
const LEAST_JUMP_MS = 500;

export function momentOf(clock: Clock): Moment {
  return { date: clock.now(), steady: clock.steady() };
}

/**
 * The most milliseconds that may have passed since. A clock that was set back shows in the steady one
 * alone, the sleep of a machine, during which that one stands still, in the date alone.
 */
export function ageMs({ date, steady }: Moment, clock: Clock): number {
  const passedMs = clock.steady() - steady;
  const shownMs = clock.now().getTime() - date.getTime();
  return shownMs - passedMs < LEAST_JUMP_MS ? passedMs : shownMs;
}
