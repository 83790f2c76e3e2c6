import { performance } from 'node:perf_hooks';
import type { App } from '@slack/bolt';
import { type SlackClientOptions, slackClientOptions } from '../web/client.ts';
import { pause } from './back-off.ts';
import { createLinkKeeper, type LinkKeeper } from './link-keeper.ts';
import { createReplayGuard } from './replay-guard.ts';
import type { SlackReceiver } from './slack-receiver.ts';
import { openSocketLink } from './socket-link.ts';

export interface SocketReceiverOptions extends SlackClientOptions {
  readonly appToken: string;
  /** Connections held at once. Slack allows 10 for all replicas together, and gives each message to any one of them. */
  readonly connections?: number;
  readonly helloTimeoutMs?: number;
  /** Least time between the openings of two connections, while one of them works. */
  readonly staggerMs?: number;
}

/** With two, a connection that breaks without a warning loses nothing either. */
const CONNECTIONS = 2;
/** Slack recycles a connection by its age: opened at one moment, both would go at one moment. */
const STAGGER_MS = 3_000;

/**
 * Socket Mode without a deaf moment: its connections reconnect by themselves, each before the old
 * one is given up, and no failure of a reconnect ends it.
 */
export function createSocketReceiver({
  appToken,
  connections = CONNECTIONS,
  helloTimeoutMs = 10_000,
  staggerMs = STAGGER_MS,
  ...options
}: SocketReceiverOptions): SlackReceiver {
  const seen = createReplayGuard(() => new Date());
  let bolt: App | null = null;
  let tokenTaken = false;
  let openedAt = Number.NEGATIVE_INFINITY;

  async function open() {
    if (bolt === null) throw new Error('The receiver belongs to no app yet');
    const clientOptions = slackClientOptions(options);
    const { logger } = options;
    const link = await openSocketLink({
      app: bolt,
      appToken,
      clientOptions,
      logger,
      seen,
      helloTimeoutMs,
    });
    openedAt = performance.now();
    return link;
  }

  /** A connection may take its time only as long as another one works. */
  async function turn(of: number, calledOff: AbortSignal): Promise<void> {
    if (!keepers.some((keeper, at) => at !== of && keeper.receiving())) return;
    await pause(Math.max(openedAt + staggerMs - performance.now(), 0), calledOff);
  }

  const keepers: readonly LinkKeeper[] = Array.from({ length: connections }, (_, at) =>
    createLinkKeeper({
      open,
      turn: (calledOff) => turn(at, calledOff),
      logger: options.logger,
      refusalEnds: () => !tokenTaken,
    }),
  );

  return {
    init(app) {
      bolt = app;
    },
    async start() {
      const [first, ...others] = keepers;
      await first?.start();
      // From here on a refusal is Slack's passing trouble: seen at reconnects, several in a row.
      tokenTaken = true;
      for (const keeper of others) void keeper.start().catch(() => undefined);
    },
    async stop() {
      await Promise.all(keepers.map((keeper) => keeper.stop()));
    },
    receiving: () => keepers.some((keeper) => keeper.receiving()),
  };
}
