import type { Clock } from '../workflow/ports.ts';

/** Waits that all end at once when they are closed. */
export interface Holds {
  /** Resolves when `ms` have really passed, or when closed. */
  wait(ms: number): Promise<void>;
  close(): void;
}

export function createHolds(clock: Clock): Holds {
  const waiting = new Set<() => void>();
  let closed = false;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const over = clock.steady() + ms;
        let callOff = (): void => undefined;
        const end = () => {
          waiting.delete(end);
          callOff();
          resolve();
        };
        // A timer ends early where the date is set forward, and a hold must not.
        const goOn = () => {
          const leftMs = over - clock.steady();
          if (closed || leftMs <= 0) end();
          else callOff = clock.after(Math.ceil(leftMs), goOn);
        };
        waiting.add(end);
        goOn();
      }),
    close: () => {
      closed = true;
      for (const end of [...waiting]) end();
    },
  };
}
