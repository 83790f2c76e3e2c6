import type { Clock } from '../workflow/ports.ts';

/** A timer of more than this Node runs at once, and whoever waits that long would wait in a tight loop. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's time. A wait of more than 24 days ends then. */
export const systemClock: Clock = {
  now: () => new Date(),
  after(ms, act) {
    const timer = setTimeout(act, Math.min(ms, LONGEST_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
