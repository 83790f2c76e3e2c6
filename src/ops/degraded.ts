import type { Metrics } from './metrics.ts';

/** What the bot depends on and has to do without at the moment. */
export interface Degraded {
  /** Records whether this dependency failed at its last use. */
  note(what: string, failed: boolean): void;
  /** What failed at its last use, in words for `/readyz`. */
  list(): readonly string[];
}

export function createDegraded(metrics: Metrics): Degraded {
  const failing = new Set<string>();
  return {
    note(what, failed) {
      if (failed) failing.add(what);
      else failing.delete(what);
      metrics.degraded.set({ what }, failed ? 1 : 0);
    },
    list: () => [...failing],
  };
}
