import type { AnnounceDeps } from './announce-step.ts';
import { createAnnounceStep } from './announce-step.ts';
import { type CancelDeps, createCancelStep } from './cancel-step.ts';
import { createLane, type Lane, type Left } from './lane.ts';
import { createTrouble, type TroubleDeps } from './trouble.ts';
import { createWatch, type WatchDeps } from './watch.ts';

export type EngineDeps = CancelDeps & AnnounceDeps & WatchDeps & TroubleDeps;

/** The one engine: a click, the start, a timer and a take-over all call `advance`. */
export interface Engine {
  /** Takes a request as far as it goes now, in DDS and in Slack. Resolves when both have nothing more to do at this moment. */
  advance(request: string): Promise<void>;
  /** An event was journaled: both halves take it up. Does not wait. */
  wake(request: string): void;
  /** Starts nothing more; resolves when the steps under way have ended. */
  close(): Promise<void>;
}

/**
 * Decides and posts beside each other, so that Slack never holds up a cancellation, nor DDS a message.
 * Each half is told of every event by `wake`.
 */
export function createEngine(deps: EngineDeps): Engine {
  const trouble = createTrouble(deps);
  const lane = (part: string, step: (request: string) => Promise<Left>): Lane =>
    createLane(
      deps.clock,
      step,
      (request, fault) => trouble.failed(part, request, fault),
      (request) => trouble.went(part, request),
    );
  const watch = createWatch(deps, trouble, (request) => void decides.wake(request));
  const decides = lane('decides', createCancelStep(deps, watch));
  const posts = lane('posts', createAnnounceStep(deps));

  return {
    async advance(request) {
      await Promise.all([decides.wake(request), posts.wake(request)]);
    },
    wake(request) {
      void decides.wake(request);
      void posts.wake(request);
    },
    async close() {
      await Promise.all([watch.close(), decides.close(), posts.close()]);
    },
  };
}
