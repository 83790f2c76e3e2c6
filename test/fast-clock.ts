import type { Clock } from '../src/workflow/ports.ts';

export interface FastClock extends Clock {
  elapsedMs(): number;
  /** Somebody sets the clock, forward or back; no time passes. A timer that the date has overtaken runs, as the machine's do. */
  set(ms: number): void;
}

/** A clock that runs `speed` times as fast as the machine's, from now on. */
export function fastClock(speed: number): FastClock {
  const began = performance.now();
  const startedAt = Date.now();
  let setBy = 0;
  const elapsedMs = () => (performance.now() - began) * speed;
  const now = () => new Date(startedAt + elapsedMs() + setBy);
  /** What each timer does once the clock was set. */
  const looks = new Set<() => void>();
  return {
    elapsedMs,
    now,
    steady: elapsedMs,
    set(ms) {
      setBy += ms;
      for (const look of [...looks]) look();
    },
    after(ms, act) {
      const due = now().getTime() + ms;
      const callOff = (): void => {
        clearTimeout(timer);
        looks.delete(look);
      };
      const end = (): void => {
        callOff();
        act();
      };
      const look = (): void => {
        if (now().getTime() >= due) end();
      };
      const timer = setTimeout(end, ms / speed);
      looks.add(look);
      return callOff;
    },
  };
}
