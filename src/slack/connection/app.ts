import type { RequestListener } from 'node:http';
import { App } from '@slack/bolt';
import type { ExtendedErrorHandlerArgs } from '@slack/bolt/dist/App.js';
import type { WebClient } from '@slack/web-api';
import { createSlackClient, type SlackClientOptions, slackClientOptions } from '../web/client.ts';
import { createSlackLogger } from '../web/slack-log.ts';
import { createHttpReceiver } from './http.ts';
import { askIdentity, type Identity } from './identity.ts';
import { createInFlight } from './in-flight.ts';
import { takeOnce } from './once.ts';
import { createReplayGuard } from './replay-guard.ts';
import type { SlackReceiver } from './slack-receiver.ts';
import { createSocketReceiver } from './socket.ts';

/** How requests of Slack come in. */
export type SlackMode =
  | {
      readonly kind: 'socket';
      readonly appToken: string;
      /** Least time between the openings of the two connections; three seconds by default. */
      readonly staggerMs?: number;
    }
  | { readonly kind: 'http'; readonly signingSecret: string };

export interface SlackAppOptions extends SlackClientOptions {
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Told of every error that a listener did not deal with. */
  readonly onError: (error: unknown) => void;
}

export interface SlackApp {
  /** Register listeners here before `start()`. */
  readonly app: App;
  readonly client: WebClient;
  readonly identity: Identity;
  /** In HTTP mode: what answers `POST /slack/events`. */
  readonly listener: RequestListener | null;
  /** Resolves when requests can come in. Rejects with a `SlackTokenError` for a bad app token. */
  start(): Promise<void>;
  /** Requests of Slack can come in. */
  receiving(): boolean;
  /** Receives nothing new, and resolves when no listener runs any more or `withinMs` are over; tells which. */
  stop(withinMs: number): Promise<boolean>;
  /** Resolves when no listener runs any more or `withinMs` are over; tells which. */
  settled(withinMs: number): Promise<boolean>;
}

/** What listeners that have just begun need for their ack, before the connection goes. */
const LAST_ACKS_MS = 250;

/**
 * Signs in and builds the Bolt app; nothing is received before `start()`.
 * Rejects with a `SlackTokenError` or a `SlackUnreachableError`.
 */
export async function openSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { botToken, mode, logger, onError } = options;
  const client = createSlackClient({ ...options, token: botToken });
  const identity = await askIdentity(client);
  const { receiver, listener } = createReceiver(options, mode);
  const inFlight = createInFlight();

  const app = new App({
    token: botToken,
    botId: identity.botId,
    botUserId: identity.botUserId,
    receiver,
    clientOptions: slackClientOptions(options),
    logger: createSlackLogger(logger),
    convoStore: false,
    // Both: Bolt would ask `auth.test` at construction, unawaited, or else at every event.
    deferInitialization: true,
    tokenVerificationEnabled: false,
    attachFunctionToken: false,
    extendedErrorHandler: true,
  });
  app.error(async ({ error }: ExtendedErrorHandlerArgs) => {
    onError(error);
    // So that the receiver can answer at once where nothing was acked.
    throw error;
  });
  app.use(async ({ next }) => await inFlight.track(next()));
  app.use(takeOnce(createReplayGuard(() => new Date())));
  await app.init();

  return {
    app,
    client,
    identity,
    listener,
    start: () => receiver.start(),
    receiving: () => receiver.receiving(),
    settled: inFlight.settled,
    async stop(withinMs) {
      const until = performance.now() + withinMs;
      await inFlight.settled(Math.min(LAST_ACKS_MS, withinMs));
      await receiver.stop();
      return await inFlight.settled(Math.max(until - performance.now(), 0));
    },
  };
}

interface Reception {
  readonly receiver: SlackReceiver;
  readonly listener: RequestListener | null;
}

function createReceiver(options: SlackAppOptions, mode: SlackMode): Reception {
  if (mode.kind === 'socket') {
    const { kind: _, ...socket } = mode;
    const receiver = createSocketReceiver({ ...options, ...socket });
    return { receiver, listener: null };
  }
  return createHttpReceiver({ signingSecret: mode.signingSecret, logger: options.logger });
}
