/** How long an app may take; whoever waits for it stops when the signal aborts. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Ends the wait now. */
  end(): void;
}

/**
 * A process that stood still for seconds finds all its timers due before it reads what has come in
 * meanwhile. So the time is counted in this many turns, and standing still uses up one of them.
 */
const TURNS = 30;

/** Ends by itself after `ms` in which this process ran. */
export function deadlineAfter(ms: number): Deadline {
  const over = new AbortController();
  let left = TURNS;
  let timer: NodeJS.Timeout;
  const end = (): void => {
    clearTimeout(timer);
    over.abort();
  };
  const wait = (): void => {
    timer = setTimeout(() => (left > 0 ? wait() : end()), ms / TURNS);
    left -= 1;
  };
  wait();
  return { signal: over.signal, end };
}
