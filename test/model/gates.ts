import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scheduler } from 'fast-check';

/** One run of a bot's process. It may end between any two calls of a port. */
export interface Life {
  over: boolean;
  /** Whether it was started in dry run. */
  readonly dryRun: boolean;
}

/** A promise of its own for each who waits: one for all would keep everything that ever waited for it. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** Where every call of a port waits for its turn, so that chance decides who goes on. */
export interface Gates {
  /** Resolves at this one's turn; never for a process that is over by then. Rejects in one that never comes to rest. */
  pass(what: string, life?: Life): Promise<void>;
  /** Lets so many of those who wait go on, one after another, each as far as it can. */
  run(turns: number): Promise<void>;
  /** From now on nobody waits. */
  open(): Promise<void>;
}

/** Far more than any history of ours takes; a bot that goes round in circles gets there. */
const MOST_TURNS = 20_000;
/** The same of what is left once nobody waits any more. */
const MOST_PASSES = 5_000;
const RESTLESS = 'The bot never comes to rest.';

export function createGates(scheduler: Scheduler): Gates {
  let isOpen = false;
  let passedOpen = 0;

  async function run(turns: number): Promise<void> {
    await nextTurn();
    for (let left = turns; left > 0 && scheduler.count() > 0; left -= 1) {
      await scheduler.waitOne();
      await nextTurn();
    }
  }

  return {
    async pass(what, life) {
      if (isOpen && ++passedOpen > MOST_PASSES) throw new Error(RESTLESS);
      if (!isOpen) await scheduler.schedule(Promise.resolve(), what);
      if (life?.over === true) await never();
    },
    run,
    async open() {
      isOpen = true;
      await run(MOST_TURNS);
      if (scheduler.count() > 0) throw new Error(RESTLESS);
    },
  };
}
