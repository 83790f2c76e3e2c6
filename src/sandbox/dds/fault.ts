import type { Answer } from './answer.ts';
import type { Incoming } from './incoming.ts';
import { type CallMatch, matches } from './recorder.ts';
import type { Route } from './routes.ts';
import type { Timers } from './timers.ts';

/** What becomes of a call: an answer, no answer ever, or a connection cut. */
export type Reply = Answer | 'hung' | 'reset';

/** A call that a fault has in its hands. */
interface FaultedCall extends Timers {
  readonly incoming: Incoming;
  /** Does now what the call asks for, and gives the answer that it would have had. */
  handle(): Answer;
  /** The task of a cancel call turns `Running`. */
  startTask(): void;
}

/** Something that goes wrong with one call. */
export type Fault = (call: FaultedCall) => Reply | Promise<Reply>;

/** Faults in the order scripted, each for the calls it matches. */
export interface FaultScript {
  /** The answer takes it away again. */
  add(match: CallMatch & { readonly times?: number }, fault: Fault): () => void;
  /** The first fault left for such a call; using it takes one of its times. */
  take(route: Route): Fault | undefined;
  clear(): void;
}

export function createFaultScript(): FaultScript {
  const left: { match: CallMatch; fault: Fault; times: number }[] = [];
  const remove = (entry: (typeof left)[number]): void => {
    const at = left.indexOf(entry);
    if (at >= 0) left.splice(at, 1);
  };
  return {
    add({ times = 1, ...match }, fault) {
      const entry = { match, fault, times };
      left.push(entry);
      return () => remove(entry);
    },
    take(route) {
      const entry = left.find(({ match }) => matches(route, match));
      if (!entry) return undefined;
      entry.times -= 1;
      if (entry.times <= 0) remove(entry);
      return entry.fault;
    },
    clear: () => void left.splice(0),
  };
}
