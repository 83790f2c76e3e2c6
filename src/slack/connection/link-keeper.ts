import { performance } from 'node:perf_hooks';
import { retryAfterMs, sayFault } from '../web/fault.ts';
import type { SlackLog } from '../web/slack-log.ts';
import { backOffMs, pause } from './back-off.ts';
import { createLiveLinks } from './live-links.ts';
import { type SocketLink, SocketLinkError } from './socket-link.ts';
import { tokenError } from './start-errors.ts';

/** Keeps one connection to Slack open, whatever Slack does with it. */
export interface LinkKeeper {
  /**
   * Resolves with the first connection. Rejects with a `SlackTokenError` where a refusal ends it,
   * and where `stop()` comes first.
   */
  start(): Promise<void>;
  receiving(): boolean;
  /** Resolves when its connections are closed. */
  stop(): Promise<void>;
}

interface LinkKeeperOptions {
  readonly open: () => Promise<SocketLink>;
  /** Resolves when it is this keeper's turn to open a connection, or when called off. */
  readonly turn: (calledOff: AbortSignal) => Promise<void>;
  readonly logger: SlackLog;
  /** Whether a refused token is the answer to `start()`; where it is not, it is one more failure. */
  readonly refusalEnds: () => boolean;
}

/** A connection that lasted less counts as a failure, so that a sick Slack is not asked in a tight loop. */
const SHORTEST_LIFE_MS = 1_000;

export function createLinkKeeper({
  open,
  turn,
  logger,
  refusalEnds,
}: LinkKeeperOptions): LinkKeeper {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const links = createLiveLinks(stopping.signal);
  let failures = 0;

  /** Ends when a new connection is needed. */
  async function openAndHold(onOpen: () => void): Promise<void> {
    await turn(stopping.signal);
    if (stopping.signal.aborted) return;
    const link = await open();
    const upAt = performance.now();
    links.takeOver(link);
    onOpen();
    await Promise.race([link.leaving, stopped]);
    failures = performance.now() - upAt < SHORTEST_LIFE_MS ? failures + 1 : 0;
  }

  function afterFailure(error: unknown): number {
    failures += 1;
    logger.warn(`No connection to Slack: ${whatFailed(error)} (failure ${failures} in a row)`);
    const refused = tokenError('SLACK_APP_TOKEN', error);
    if (refused !== null && refusalEnds()) throw refused;
    return retryAfterMs(error) ?? 0;
  }

  async function keep(onOpen: () => void): Promise<void> {
    while (!stopping.signal.aborted) {
      const askedToWaitMs = await openAndHold(onOpen).then(() => 0, afterFailure);
      await pause(Math.max(askedToWaitMs, backOffMs(failures)), stopping.signal);
    }
    throw new SocketLinkError('stopped');
  }

  return {
    // After the first connection the promise is settled, and what `keep` ends with is nobody's.
    start: () => new Promise((resolve, reject) => keep(resolve).catch(reject)),
    receiving: links.any,
    async stop() {
      stopping.abort();
      await links.closed();
    },
  };
}

function whatFailed(error: unknown): string {
  return error instanceof SocketLinkError ? error.message : sayFault(error);
}
