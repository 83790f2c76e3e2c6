import { setTimeout as sleep } from 'node:timers/promises';

/** Which listeners still run: Bolt's own `stop()` does not wait for them. */
export interface InFlight {
  /** Counts this work until it has ended, however it ends. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing runs any more, or after `ms`; tells which. */
  settled(ms: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      const ended = work.catch(() => undefined).finally(() => running.delete(ended));
      running.add(ended);
      return work;
    },
    async settled(ms) {
      const bound = new AbortController();
      const late = sleep(ms, 'late', { signal: bound.signal }).catch(() => 'late');
      const done = (async () => {
        // What runs may start more: so it is asked again.
        while (running.size > 0) await Promise.all(running);
        return 'done';
      })();
      const first = await Promise.race([done, late]);
      bound.abort();
      return first === 'done';
    },
  };
}
