import type { Clock } from './ports.ts';

/** Each pause is twice as long as the one before. */
export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** What waits before it is tried again, by its key. */
export interface HeldBack {
  /** Until when it waits; `null` where it need not. */
  waits(key: string): Wait | null;
  /** Longer each time, and at least as long as was asked for. */
  hold(key: string, askedMs: number | null, pauses: Pauses): Wait;
  release(key: string): void;
}

/** As the machine's clock shows it now. */
export interface Wait {
  readonly until: Date;
}

export function createHeldBack(clock: Clock): HeldBack {
  /** `until` is of the steady clock. */
  const held = new Map<string, { readonly until: number; readonly times: number }>();
  return {
    waits(key) {
      const { until = 0 } = held.get(key) ?? {};
      return clock.steady() < until ? shownAt(until, clock) : null;
    },
    hold(key, askedMs, { firstMs, longestMs }) {
      const times = (held.get(key)?.times ?? -1) + 1;
      const pauseMs = Math.max(Math.min(firstMs * 2 ** times, longestMs), askedMs ?? 0);
      const until = clock.steady() + pauseMs;
      held.set(key, { until, times });
      return shownAt(until, clock);
    },
    release: (key) => void held.delete(key),
  };
}

/** What the machine's clock will show at that moment of the steady one. */
export function shownAt(moment: number, clock: Clock): Wait {
  return { until: new Date(clock.now().getTime() + moment - clock.steady()) };
}
