/** The time of the sandbox: that of the machine, and as far ahead as somebody has moved it. */
export interface SandboxClock {
  now(): Date;
  aheadMs(): number;
  /** Only forward: what has happened stays in the past. */
  moveOn(ms: number): void;
}

export function createClock(): SandboxClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    aheadMs: () => aheadMs,
    moveOn(ms) {
      if (ms < 0) throw new RangeError('The clock is moved forward only.');
      aheadMs += ms;
    },
  };
}
