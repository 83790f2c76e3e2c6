import { setTimeout as sleep } from 'node:timers/promises';
import { type App, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { createSlackLogger, type SlackLog } from '../web/slack-log.ts';
import { holdGoodbye } from './goodbye.ts';
import { dropRepeats } from './repeats.ts';
import type { ReplayGuard } from './replay-guard.ts';

/** One Socket Mode connection, from Slack's hello to its end. It never reconnects. */
export interface SocketLink {
  /** Resolves when Slack has asked to reconnect, or the link has ended. It works until it has ended. */
  readonly leaving: Promise<void>;
  readonly ended: Promise<void>;
  /** Resolves when the link has ended, by force if Slack does not answer the close. */
  close(): Promise<void>;
}

export interface SocketLinkOptions {
  readonly app: App;
  readonly appToken: string;
  /** Options for the call that asks Slack for an address; the Socket Mode client writes into them. */
  readonly clientOptions: WebClientOptions;
  readonly logger: SlackLog;
  /** Envelopes that have come, by this link or another one. */
  readonly seen: ReplayGuard;
  /** Longest time from the start to Slack's hello. */
  readonly helloTimeoutMs: number;
}

/** A socket did not become a connection; the message says why, and may be logged. */
export class SocketLinkError extends Error {
  override readonly name = 'SocketLinkError';
}

/** How long Slack may take to answer a close; the client itself would wait 30 s. */
const CLOSE_MS = 1_000;

/** Rejects where Slack gives no address, the socket does not open, or no hello comes in time. */
export async function openSocketLink(options: SocketLinkOptions): Promise<SocketLink> {
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger: createSlackLogger(options.logger),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: options.clientOptions },
    customPropertiesExtractor: ({ envelope_id }) => ({ envelope_id }),
    // The app has logged it; nothing is acked for a listener that failed, so that it may come again.
    processEventErrorHandler: async ({ event }) => {
      options.seen.forget(String(event.customProperties?.['envelope_id']));
      return false;
    },
  });
  receiver.init(options.app);
  const { client } = receiver;
  const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  const goodbye = holdGoodbye(client);
  dropRepeats(client, options.seen);

  async function close(): Promise<void> {
    const stop = new AbortController();
    void client.disconnect();
    const late = sleep(CLOSE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([ended, late]);
    stop.abort();
    // Asked a second time, the client drops the socket without waiting for Slack's answer.
    await client.disconnect();
  }

  await withinTime(client.start(), options.helloTimeoutMs, close);
  return { leaving: Promise.race([goodbye, ended]), ended, close };
}

/** The client rejects with nothing at all where the socket fails before the hello. */
async function withinTime(
  start: Promise<unknown>,
  ms: number,
  giveUp: () => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const late = sleep(ms, 'late', { signal: stop.signal }).catch(() => 'called off');
  try {
    const first = await Promise.race([start, late]);
    if (first !== 'late') return;
  } catch (error) {
    throw error ?? new SocketLinkError('the socket closed before a hello');
  } finally {
    stop.abort();
  }
  start.catch(() => undefined);
  await giveUp();
  throw new SocketLinkError(`no hello within ${ms} ms`);
}
