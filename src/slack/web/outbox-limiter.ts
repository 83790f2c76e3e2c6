import { performance } from 'node:perf_hooks';
import Bottleneck from 'bottleneck';
import { createCallLane, createPostLane, type OutboxLane } from './outbox-lane.ts';

/** Room that every call to Slack must get before it is sent. */
export interface OutboxLimiter {
  /**
   * Runs `send` when there is room for this method (for `chat.postMessage`: in this channel).
   * Rejects with `OutboxPausedError` or `OutboxClosedError` where `send` was never run.
   */
  run<T>(method: string, channel: string | null, send: () => Promise<T>): Promise<T>;
  /** Slack asked for silence: no call of this method (in that channel) for so long. */
  pause(method: string, channel: string | null, ms: number): void;
  /** Ends a call after so long, or when the limiter is closed. */
  deadline(ms: number): AbortSignal;
  /** Refuses what still waits, breaks off what is under way, and resolves when that has ended. */
  close(): Promise<void>;
}

/** Slack has asked for silence, and it is not over; nothing was sent. */
export class OutboxPausedError extends Error {
  override readonly name = 'OutboxPausedError';
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super(`Slack asks to wait another ${retryAfterMs} ms`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The bot is stopping; nothing was sent. */
export class OutboxClosedError extends Error {
  override readonly name = 'OutboxClosedError';
}

/**
 * One message per second and channel, and a little more, because two calls may arrive closer
 * together than they were sent: https://docs.slack.dev/apis/web-api/rate-limits
 */
const POST_GAP_MS = 1_020;
const CONCURRENCY = 10;
/** Idle lanes are dropped when there are more than this. */
const MOST_LANES = 500;

interface OutboxOptions {
  readonly postGapMs?: number;
  /** Most calls of one method under way at once, posts apart. */
  readonly concurrency?: number;
}

/** Every lane is a limiter of its own, so a slow or throttled method never holds up another. */
export function createOutboxLimiter({
  postGapMs = POST_GAP_MS,
  concurrency = CONCURRENCY,
}: OutboxOptions = {}): OutboxLimiter {
  const lanes = new Map<string, OutboxLane>();
  const pausedUntil = new Map<string, number>();
  const deadlines = new Set<AbortController>();
  let closed = false;

  function laneOf(name: string, isPost: boolean): OutboxLane {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    if (lanes.size >= MOST_LANES) dropIdle(lanes);
    const lane = isPost ? createPostLane(postGapMs) : createCallLane(concurrency);
    lanes.set(name, lane);
    return lane;
  }

  function refuseWhilePaused(name: string): void {
    const leftMs = (pausedUntil.get(name) ?? 0) - performance.now();
    if (leftMs > 0) throw new OutboxPausedError(Math.ceil(leftMs));
    pausedUntil.delete(name);
  }

  return {
    async run(method, channel, send) {
      const name = laneName(method, channel);
      if (closed) throw new OutboxClosedError('The bot is stopping');
      refuseWhilePaused(name);
      const lane = laneOf(name, method === 'chat.postMessage');
      // Asked again: a call before this one may have been throttled while this one waited.
      return await lane.run(() => refuseWhilePaused(name), send).catch(neverSent);
    },
    pause(method, channel, ms) {
      pausedUntil.set(laneName(method, channel), performance.now() + ms);
    },
    deadline(ms) {
      const deadline = new AbortController();
      deadlines.add(deadline);
      // Not `AbortSignal.any`, which keeps something of every call until the limiter is closed.
      setTimeout(() => {
        deadlines.delete(deadline);
        deadline.abort(new DOMException('No answer in time', 'TimeoutError'));
      }, ms).unref();
      return deadline.signal;
    },
    async close() {
      closed = true;
      for (const deadline of deadlines) deadline.abort();
      const open = [...lanes.values()];
      lanes.clear();
      await Promise.all(open.map((lane) => lane.close()));
    },
  };
}

function laneName(method: string, channel: string | null): string {
  return method === 'chat.postMessage' ? `${method} ${channel ?? ''}` : method;
}

function dropIdle(lanes: Map<string, OutboxLane>): void {
  for (const [name, lane] of lanes) if (lane.isIdle()) lanes.delete(name);
}

/** Bottleneck's own errors come only from jobs that it dropped before they began. */
function neverSent(error: unknown): never {
  if (error instanceof Bottleneck.BottleneckError) {
    throw new OutboxClosedError('The bot is stopping', { cause: error });
  }
  throw error;
}
