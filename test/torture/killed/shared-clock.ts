import type { Clock } from '../../../src/workflow/ports.ts';

/** What several processes must know to have the same time: all read the machine's clock. */
export interface SharedTime {
  /** Seconds that pass in one of the machine's. */
  readonly speed: number;
  /** When both clocks showed the same, in milliseconds since 1970. */
  readonly beganAt: number;
}

/** A clock that runs faster than the machine's, the same in every process. */
export function sharedClock({ speed, beganAt }: SharedTime): Clock & { elapsedMs(): number } {
  const elapsedMs = () => (Date.now() - beganAt) * speed;
  return {
    elapsedMs,
    steady: elapsedMs,
    now: () => new Date(beganAt + elapsedMs()),
    after(ms, act) {
      const timer = setTimeout(act, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
