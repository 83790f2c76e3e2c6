import type { Clock } from '../../src/workflow/ports.ts';

/** The real time, or `speed` times as fast. Never fires before its time, as real timers may. */
export function fastClock(speed = 1): Clock {
  const start = Date.now();
  const started = performance.now();
  const now = () => start + (performance.now() - started) * speed;

  const after: Clock['after'] = (ms, act) => {
    const due = now() + ms;
    let timer: NodeJS.Timeout;
    const wait = () => {
      if (now() >= due) act();
      else arm();
    };
    const arm = () => {
      timer = setTimeout(wait, (due - now()) / speed);
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  };
  const date = () => new Date(now());
  return { now: date, steady: now, after };
}

/** Stands still until it is moved. */
export function stoppedClock(start = new Date('2026-01-31T10:00:00Z')) {
  let time = start.getTime();
  const due = new Set<{ readonly at: number; readonly act: () => void }>();

  const move = (ms: number) => {
    time += ms;
    for (const entry of [...due].filter(({ at }) => at <= time)) {
      due.delete(entry);
      entry.act();
    }
  };
  const nextDue = () => {
    if (due.size === 0) throw new Error('Nothing is due, and nothing settles.');
    return Math.min(...[...due].map(({ at }) => at));
  };
  return {
    now: () => new Date(time),
    steady: () => time,
    after: (ms: number, act: () => void) => {
      const entry = { at: time + ms, act };
      due.add(entry);
      return () => due.delete(entry);
    },
    move,
    waiting: () => due.size,
    /** Moves from one due time to the next until the promise is settled, or for so long. */
    async run<T>(until: Promise<T>, forMs = Number.POSITIVE_INFINITY): Promise<T | undefined> {
      const end = time + forMs;
      let settled = false;
      const settle = () => {
        settled = true;
      };
      until.then(settle, settle);
      for (;;) {
        await turns();
        if (settled) return until;
        move(Math.min(end, nextDue()) - time);
        if (time >= end) return undefined;
      }
    },
  };
}

/** Lets bottleneck take its turns: it starts each job from a timer. */
export async function turns(): Promise<void> {
  for (let count = 0; count < 12; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
