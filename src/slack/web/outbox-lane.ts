import { setTimeout as pause } from 'node:timers/promises';
import type Bottleneck from 'bottleneck';
import { createGate } from '../../outbound/gate.ts';

/** Room for calls of one kind. */
export interface OutboxLane {
  /**
   * Runs `send` when there is room, unless `mayGo`, which is asked directly before, throws. Rejects
   * with Bottleneck's own error where the lane was closed before.
   */
  run<T>(mayGo: () => void, send: () => Promise<T>): Promise<T>;
  isIdle(): boolean;
  /** Refuses what still waits, and resolves when what is under way has ended. */
  close(): Promise<void>;
}

/** So many calls under way at once. */
export function createCallLane(concurrency: number): OutboxLane {
  const gate = createGate(concurrency);
  return {
    run: (mayGo, send) =>
      gate.schedule(async () => {
        mayGo();
        return await send();
      }),
    isIdle: () => isIdle(gate),
    close: () => gate.stop({ dropWaitingJobs: true }),
  };
}

/**
 * One call after the other, each so much later than the one before in time that really passes; what
 * still waits for its answer by then holds up no other.
 */
export function createPostLane(gapMs: number): OutboxLane {
  const turns = createGate(1);
  const underWay = new Set<Promise<unknown>>();
  const closing = new AbortController();

  function track(sent: Promise<unknown>): void {
    const ended: Promise<unknown> = Promise.allSettled([sent]);
    underWay.add(ended);
    void ended.then(() => underWay.delete(ended));
  }

  return {
    run: (mayGo, send) =>
      new Promise((resolve, reject) => {
        const turn = async () => {
          mayGo();
          const sent = send();
          track(sent);
          resolve(sent);
          await pause(gapMs, undefined, { ref: false, signal: closing.signal });
        };
        turns.schedule(turn).catch(reject);
      }),
    isIdle: () => isIdle(turns) && underWay.size === 0,
    async close() {
      closing.abort();
      await turns.stop({ dropWaitingJobs: true });
      await Promise.all(underWay);
    },
  };
}

function isIdle(gate: Bottleneck): boolean {
  const { RECEIVED, QUEUED, RUNNING, EXECUTING } = gate.counts();
  return RECEIVED + QUEUED + RUNNING + EXECUTING === 0;
}
