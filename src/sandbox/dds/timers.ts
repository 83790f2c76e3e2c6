/** Time-outs that end together when the simulator is closed. */
export interface Timers {
  /** Runs `work` after that many real milliseconds. */
  later(ms: number, work: () => void): void;
  /** Never resolves once closed. */
  wait(ms: number): Promise<void>;
  close(): void;
}

export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      running.delete(timer);
      work();
    }, ms);
    running.add(timer);
  };
  return {
    later,
    wait: (ms) => new Promise((resolve) => later(ms, resolve)),
    close() {
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}
