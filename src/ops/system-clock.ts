import type { Clock } from '../workflow/ports.ts';
import { createJumpWatch } from './clock-jump.ts';

/** A timer of more than this Node runs at once, and whoever waits that long would wait in a tight loop. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The machine's time. A wait of more than 24 days ends then. A wait that the date has overtaken,
 * because the date was set forward or the machine had been suspended, ends within a second.
 */
export function createSystemClock(): Clock {
  const onJump = createJumpWatch();
  return {
    now: () => new Date(),
    steady: () => performance.now(),
    after(ms, act) {
      const due = Date.now() + ms;
      const callOff = (): void => {
        clearTimeout(timer);
        ignoreJumps();
      };
      const end = (): void => {
        callOff();
        act();
      };
      const timer = setTimeout(end, Math.min(ms, LONGEST_MS));
      const ignoreJumps = onJump(() => {
        if (Date.now() >= due) end();
      });
      timer.unref();
      return callOff;
    },
  };
}
