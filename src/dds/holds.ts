import type { Clock } from '../workflow/ports.ts';

/** Waits that all end at once when they are closed. */
export interface Holds {
  /** Resolves after `ms` of the clock, or when closed. */
  wait(ms: number): Promise<void>;
  close(): void;
}

export function createHolds(clock: Clock): Holds {
  const waiting = new Set<() => void>();
  let closed = false;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        if (closed) {
          resolve();
          return;
        }
        const end = () => {
          waiting.delete(end);
          callOff();
          resolve();
        };
        const callOff = clock.after(ms, end);
        waiting.add(end);
      }),
    close: () => {
      closed = true;
      for (const end of [...waiting]) end();
    },
  };
}
