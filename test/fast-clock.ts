import type { Clock } from '../src/workflow/ports.ts';

export interface FastClock extends Clock {
  elapsedMs(): number;
  /** Somebody sets the clock, forward or back; no time passes. A timer that the date has overtaken runs, as the machine's do. */
  set(ms: number): void;
  /** So much time passes at once; what it brings due runs. */
  pass(ms: number): void;
}

/** A clock that runs `speed` times as fast as the machine's, from now on. */
export function fastClock(speed: number): FastClock {
  const began = performance.now();
  let passed = 0;
  const startedAt = Date.now();
  let setBy = 0;
  const elapsedMs = () => (performance.now() - began) * speed + passed;
  const now = () => new Date(startedAt + elapsedMs() + setBy);
  /** What each timer does once the clock was set. */
  const looks = new Set<() => void>();
  const lookAll = (): void => {
    // One of them may call another off.
    for (const look of [...looks]) if (looks.has(look)) look();
  };
  return {
    elapsedMs,
    now,
    steady: elapsedMs,
    set(ms) {
      setBy += ms;
      lookAll();
    },
    pass(ms) {
      passed += ms;
      lookAll();
    },
    after(ms, act) {
      const due = now().getTime() + ms;
      const over = elapsedMs() + ms;
      const callOff = (): void => {
        clearTimeout(timer);
        looks.delete(look);
      };
      const end = (): void => {
        callOff();
        act();
      };
      const look = (): void => {
        if (now().getTime() >= due || elapsedMs() >= over) end();
      };
      const timer = setTimeout(end, ms / speed).unref();
      looks.add(look);
      return callOff;
    },
  };
}
