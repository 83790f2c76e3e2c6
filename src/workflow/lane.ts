import type { Clock } from './ports.ts';

/** What one step of a lane left: more to do at once, something at a later time, or nothing. */
export type Left = 'more' | 'nothing' | { readonly until: Date };

/** First and longest pause after a step that threw. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** Runs steps of requests, one at a time for each request, until nothing is left to do. */
export interface Lane {
  /** Takes up a request now. Resolves when nothing is left to do for it at this moment. */
  wake(request: string): Promise<void>;
  /** Starts nothing more; resolves when the steps under way have ended. */
  close(): Promise<void>;
}

interface Work {
  running: Promise<void> | null;
  wokenAgain: boolean;
  faults: number;
  callOff: (() => void) | null;
}

function freshWork(): Work {
  return { running: null, wokenAgain: false, faults: 0, callOff: null };
}

export function createLane(
  clock: Clock,
  step: (request: string) => Promise<Left>,
  onFault: (request: string, fault: unknown) => void,
  onWent: (request: string) => void,
): Lane {
  const works = new Map<string, Work>();
  let closing = false;

  async function run(request: string, work: Work): Promise<void> {
    let left: Left = 'more';
    while (!closing && (left === 'more' || work.wokenAgain)) {
      work.wokenAgain = false;
      left = await stepOrPause(request, work);
    }
    work.running = null;
    if (closing || left === 'more' || left === 'nothing') works.delete(request);
    else sleepUntil(request, work, left.until);
  }

  async function stepOrPause(request: string, work: Work): Promise<Left> {
    try {
      const left = await step(request);
      work.faults = 0;
      onWent(request);
      return left;
    } catch (fault) {
      onFault(request, fault);
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** work.faults++, LONGEST_PAUSE_MS);
      return { until: new Date(clock.now().getTime() + pause) };
    }
  }

  function sleepUntil(request: string, work: Work, until: Date): void {
    const ms = Math.max(0, until.getTime() - clock.now().getTime());
    work.callOff = clock.after(ms, () => void wake(request));
  }

  function wake(request: string): Promise<void> {
    if (closing) return Promise.resolve();
    const work = works.get(request) ?? freshWork();
    works.set(request, work);
    work.callOff?.();
    work.callOff = null;
    if (work.running !== null) work.wokenAgain = true;
    else work.running = run(request, work);
    return work.running;
  }

  return {
    wake,
    async close() {
      closing = true;
      for (const work of works.values()) work.callOff?.();
      await Promise.all([...works.values()].map((work) => work.running));
    },
  };
}
