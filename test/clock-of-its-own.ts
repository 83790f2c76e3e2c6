import type { FastClock } from './fast-clock.ts';

/** From when on, by the world's clock, one was ahead of it, and by how much; behind is less than nothing. */
export interface Setting {
  readonly from: Date;
  readonly aheadMs: number;
}

/** One machine's clock, which somebody sets while the world's goes on. */
export interface ClockOfItsOwn extends Pick<FastClock, 'now' | 'steady' | 'after' | 'set'> {
  /** Every setting since the start, when it was right. */
  readonly settings: readonly Setting[];
}

/** It runs, sleeps and passes with the world's. */
export function clockOfItsOwn(world: FastClock): ClockOfItsOwn {
  const settings: Setting[] = [{ from: world.now(), aheadMs: 0 }];
  const aheadMs = () => settings.at(-1)?.aheadMs ?? 0;
  const now = () => new Date(world.now().getTime() + aheadMs());
  /** What each timer does once the clock was set. */
  const looks = new Set<() => void>();
  return {
    ...{ now, settings, steady: world.steady },
    set(ms) {
      settings.push({ from: world.now(), aheadMs: aheadMs() + ms });
      // One of them may call another off.
      for (const look of [...looks]) if (looks.has(look)) look();
    },
    after(ms, act) {
      const due = now().getTime() + ms;
      const callOff = (): void => {
        ignoreWorld();
        looks.delete(look);
      };
      const end = (): void => {
        callOff();
        act();
      };
      const look = (): void => {
        if (now().getTime() >= due) end();
      };
      const ignoreWorld = world.after(ms, end);
      looks.add(look);
      return callOff;
    },
  };
}
