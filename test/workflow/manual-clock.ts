import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/workflow/ports.ts';

export interface ManualClock extends Clock {
  /** Moves time on, runs each timer at its moment, and lets what it started come to rest. */
  advance(ms: number): Promise<void>;
  /** Time passes and no timer runs, as while the process is held up. */
  jump(ms: number): void;
  /** Somebody sets the clock, forward or back; no time passes. Timers that the date has overtaken run next, as the machine's do. */
  set(ms: number): void;
  readonly timers: () => number;
}

/** Turns of the event loop after which no chain of promises without a timer is still going. */
const TURNS = 20;

/** Lets every promise settle that needs neither a timer nor anything from outside. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

interface Timer {
  /** In time that passes. */
  at: number;
  /** The date at which it was to run when it was set. */
  readonly date: number;
  readonly act: () => void;
}

export function createManualClock(start: Date): ManualClock {
  let now = start.getTime();
  let setBy = 0;
  const timers = new Set<Timer>();

  function nextTimer(until: number): Timer | undefined {
    const due = [...timers].filter(({ at }) => at <= until);
    return due.sort((a, b) => a.at - b.at)[0];
  }

  return {
    now: () => new Date(now + setBy),
    steady: () => now - start.getTime(),
    after(ms, act) {
      const timer = { at: now + ms, date: now + setBy + ms, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = nextTimer(until); timer !== undefined; timer = nextTimer(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.act();
        await settle();
      }
      now = Math.max(now, until);
    },
    jump(ms) {
      now += ms;
    },
    set(ms) {
      setBy += ms;
      for (const timer of timers) if (timer.date <= now + setBy) timer.at = now;
    },
    timers: () => timers.size,
  };
}
