import Bottleneck from 'bottleneck';
import { createGate } from '../outbound/gate.ts';
import { type Moment, momentOf } from '../workflow/moment.ts';
import type { Clock } from '../workflow/ports.ts';
import { createHolds } from './holds.ts';

/** A call's own slot of the window is kept so long after it settled; the clock of DDS is another one. */
const HOLD_MS = 60_020;

const DECISION = 0;
const LOOK_UP = 5;

/** Says that the call is written now, and when that is. Room for which none was is given back at once. */
export type Begin = () => Moment;
/** Runs one call when there is room for it. */
export type Run = <T>(call: (begin: Begin) => Promise<T>) => Promise<T>;

/** Every method rejects with `LimiterClosedError` for what waits when the limiter is closed. */
export interface Limiter {
  readonly lookUp: Run;
  /** Goes before look-ups, which never take the last quarter of the window. */
  readonly decision: Run;
  /**
   * Takes room for two calls of the window together; `act` makes them with `run`. Where it makes one
   * alone, both slots are kept all the same: bottleneck gives back the room of a job only whole.
   */
  readonly decisionPair: <T>(act: (run: Run) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export class LimiterClosedError extends Error {
  override readonly name = 'LimiterClosedError';
}

/**
 * Never starts more than `callsPerMinute` calls in any 60 s, nor has more than `concurrency` in
 * flight. Each call keeps a slot of the window until 60 s after it settled: a refilled reservoir
 * lets too many through where two refills meet, and `minTime` alone makes decisions wait in line.
 */
export function createLimiter(
  options: { readonly callsPerMinute: number; readonly concurrency: number },
  clock: Clock,
): Limiter {
  const { callsPerMinute, concurrency } = options;
  const window = createGate(callsPerMinute);
  const gate = createGate(lookUpShare(callsPerMinute));
  const flight = createGate(concurrency);
  const holds = createHolds(clock);

  function held<T>(
    schedule: (job: () => Promise<void>) => Promise<void>,
    priority: number,
    act: (run: Run) => Promise<T>,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const job = async () => {
        let begun = false;
        const run: Run = (call) =>
          flight
            .schedule({ priority }, () =>
              call(() => {
                begun = true;
                return momentOf(clock);
              }),
            )
            .catch(rethrow);
        await act(run).then(resolve, reject);
        if (begun) await holds.wait(HOLD_MS);
      };
      schedule(job).catch(rethrow).catch(reject);
    });
  }

  return {
    lookUp: (call) =>
      held(
        (job) => gate.schedule(() => window.schedule({ priority: LOOK_UP }, job)),
        LOOK_UP,
        (run) => run(call),
      ),
    decision: (call) =>
      held(
        (job) => window.schedule({ priority: DECISION }, job),
        DECISION,
        (run) => run(call),
      ),
    decisionPair: (act) =>
      held((job) => window.schedule({ priority: DECISION, weight: 2 }, job), DECISION, act),
    close: async () => {
      const limiters = [gate, window, flight];
      const stopped = limiters.map((limiter) => limiter.stop({ dropWaitingJobs: true }));
      holds.close();
      await Promise.all(stopped);
      await Promise.all(limiters.map((limiter) => limiter.disconnect()));
    },
  };
}

function lookUpShare(callsPerMinute: number): number {
  return Math.max(1, callsPerMinute - Math.ceil(callsPerMinute / 4));
}

/** Bottleneck rejects what waits when it is stopped. */
function rethrow(error: unknown): never {
  throw error instanceof Bottleneck.BottleneckError ? new LimiterClosedError() : error;
}
