export interface Ids {
  /** A fresh id, such as `V0000001`. */
  next(prefix: string): string;
  /** A fresh message timestamp, `seconds.micros`, later than every one before it. */
  ts(): string;
}

export function createIds(now: () => Date): Ids {
  let count = 0;
  let lastMicros = 0;
  return {
    next: (prefix) => {
      count += 1;
      return `${prefix}${count.toString(36).toUpperCase().padStart(7, '0')}`;
    },
    ts: () => {
      lastMicros = Math.max(lastMicros + 1, now().getTime() * 1_000);
      const seconds = Math.floor(lastMicros / 1_000_000);
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
  };
}
