import { setTimeout as pause } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Message } from '../workflow/posting.ts';
import { askIdentity } from './connection/identity.ts';
import { CARD_EVENT_TYPE } from './views/card.ts';
import { createSlackClient } from './web/client.ts';
import { platformCode, retryAfterMs, sayFault } from './web/fault.ts';
import { type ApiCaller, isBy, type ReadMessage, readMessages } from './web/history.ts';
import { createOutboxLimiter } from './web/outbox-limiter.ts';

/** A message as an audit sees it. */
export interface TrailMessage extends ReadMessage {
  /** Written by this bot itself. */
  readonly isOwn: boolean;
}

/** What could not be read, so that nothing may be said of it. */
export interface Doubt {
  readonly channel: string;
  /** `null`: what the channel shows. */
  readonly thread: string | null;
  readonly why: string;
}

/** Where to look. */
export interface TrailPlaces {
  readonly cards: readonly Message[];
  /** Each channel, and the Slack timestamp from which on cards are looked for in it. */
  readonly channels: ReadonlyMap<string, string>;
}

export interface TrailReader {
  /** Everything in the threads of these cards, and of every other own card in the channels. */
  read(places: TrailPlaces): Promise<{
    readonly messages: readonly TrailMessage[];
    readonly doubts: readonly Doubt[];
  }>;
  /** `null` where Slack does not give one. */
  permalink(message: Message): Promise<string | null>;
  close(): Promise<void>;
}

const linked = z.object({ permalink: z.string() });

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** A busy channel's history over years is longer than what the bot itself ever looks through. */
const MOST_PAGES = 10_000;
/** Times in a row that one call is held up by Slack's rate limit. */
const MOST_PAUSES = 30;

/** Signs in; rejects with a `SlackTokenError` or a `SlackUnreachableError`. */
export async function openTrailReader(options: {
  readonly botToken: string;
  readonly apiUrl: string;
}): Promise<TrailReader> {
  const outbox = createOutboxLimiter();
  const client = createSlackClient({
    token: options.botToken,
    apiUrl: options.apiUrl,
    outbox,
    logger: QUIET,
  });
  const patient: ApiCaller = { apiCall: (...call) => askPatiently(client, call) };
  const own = await askIdentity(patient);

  return {
    async read({ cards, channels }) {
      const messages = new Map<string, TrailMessage>();
      const doubts: Doubt[] = [];
      for (const [channel, oldest] of channels) await look({ channel, oldest });
      const threads = [...cards, ...[...messages.values()].filter(isOwnCard).map(placeOf)];
      const once = new Map(threads.map((card) => [keyOf(card), card]));
      for (const { channel, ts } of once.values()) await look({ channel, thread: ts });
      return { messages: [...messages.values()], doubts };

      async function look(place: Place): Promise<void> {
        const read = await readOrDoubt(patient, place);
        if (!Array.isArray(read)) doubts.push(read);
        else
          for (const each of read.filter(isKept)) messages.set(keyOf(each.message), marked(each));
      }
    },
    async permalink({ channel, ts }) {
      try {
        const answer = await patient.apiCall('chat.getPermalink', { channel, message_ts: ts });
        return linked.parse(answer).permalink;
      } catch {
        return null;
      }
    },
    close: () => outbox.close(),
  };

  /** What people say to each other is not kept. */
  function isKept({ author, metadata }: ReadMessage): boolean {
    return isBy(own, author) || metadata !== null;
  }

  function marked(message: ReadMessage): TrailMessage {
    return { ...message, isOwn: isBy(own, message.author) };
  }
}

interface Place {
  readonly channel: string;
  readonly oldest?: string;
  readonly thread?: string;
}

async function readOrDoubt(client: ApiCaller, place: Place): Promise<ReadMessage[] | Doubt> {
  try {
    return [...(await readMessages(client, { ...place, mostPages: MOST_PAGES }))];
  } catch (fault) {
    // A card that was deleted with its thread is an answer, and not a doubt.
    if (platformCode(fault) === 'thread_not_found') return [];
    const { channel, thread = null } = place;
    return { channel, thread, why: sayFault(fault) };
  }
}

/** An audit has time: it waits as long as Slack asks for. */
async function askPatiently(client: WebClient, call: Parameters<WebClient['apiCall']>) {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await client.apiCall(...call);
    } catch (fault) {
      const ms = retryAfterMs(fault);
      if (ms === null || pauses === MOST_PAUSES) throw fault;
      await pause(ms);
    }
  }
}

function isOwnCard({ isOwn, metadata }: TrailMessage): boolean {
  return isOwn && metadata?.event_type === CARD_EVENT_TYPE;
}

function placeOf({ message }: TrailMessage): Message {
  return message;
}

function keyOf({ channel, ts }: Message): string {
  return `${channel} ${ts}`;
}
