import type { Clock } from '../src/workflow/ports.ts';

/** A clock that runs `speed` times as fast as the machine's, from now on. */
export function fastClock(speed: number): Clock & { elapsedMs(): number } {
  const began = performance.now();
  const startedAt = Date.now();
  const elapsedMs = () => (performance.now() - began) * speed;
  return {
    elapsedMs,
    now: () => new Date(startedAt + elapsedMs()),
    after(ms, act) {
      const timer = setTimeout(act, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
