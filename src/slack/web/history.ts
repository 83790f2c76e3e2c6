import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Message } from '../../workflow/posting.ts';

const metadataOnWire = z.object({
  event_type: z.string(),
  event_payload: z.record(z.string(), z.unknown()).default({}),
});

/** Message metadata as Slack gives it back: anybody in the workspace may have written such. */
export type FoundMetadata = z.infer<typeof metadataOnWire>;

/** One message as it stands in a channel or thread, whoever wrote it. */
export interface ReadMessage {
  readonly message: Message;
  /** The message above its thread; `null` where it stands in the channel alone. */
  readonly thread: string | null;
  /** An app's bot id, else a user's id. */
  readonly author: string;
  readonly isEdited: boolean;
  readonly metadata: FoundMetadata | null;
}

interface Range {
  readonly channel: string;
  /** Looks into the thread under this message instead of the channel. */
  readonly thread?: string;
  /** Slack timestamp of the oldest message that counts. */
  readonly oldest?: string;
  /** Where to give up; 40 000 messages by default. */
  readonly mostPages?: number;
}

export interface Found {
  readonly message: Message;
  readonly metadata: FoundMetadata;
}

/** The bot's own ids, as its messages carry them. */
export interface OwnIds {
  readonly botId: string;
  readonly botUserId: string;
}

export interface Search extends Range {
  /** A look-alike of anybody else does not count. */
  readonly author: OwnIds;
  readonly matches: (metadata: FoundMetadata) => boolean;
}

/** The one method of a WebClient that reading takes. */
export type ApiCaller = Pick<WebClient, 'apiCall'>;

const page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      thread_ts: z.string().optional().catch(undefined),
      user: z.string().optional().catch(undefined),
      bot_id: z.string().optional().catch(undefined),
      edited: z.unknown().optional(),
      metadata: metadataOnWire.optional().catch(undefined),
    }),
  ),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().default('') }).default({ next_cursor: '' }),
});

/** Slack advises no more than 200: https://docs.slack.dev/reference/methods/conversations.history */
const PAGE_SIZE = 200;
const MOST_PAGES = 200;

/** Every own message whose metadata matches, oldest first. Rejects where the answer may not be whole. */
export async function findByMetadata(
  client: ApiCaller,
  { author: own, matches, ...range }: Search,
): Promise<readonly Found[]> {
  return (await readMessages(client, range)).flatMap(({ message, author, metadata }) =>
    isBy(own, author) && metadata !== null && matches(metadata) ? [{ message, metadata }] : [],
  );
}

/** Not every answer has a `bot_id`; one that is there is the author, for a bot may post as a user. */
export function isBy({ botId, botUserId }: OwnIds, author: string): boolean {
  return author === botId || author === botUserId;
}

/** Every message, oldest first; a thread begins with the one above it. Rejects where the answer may not be whole. */
export async function readMessages(
  client: ApiCaller,
  range: Range,
): Promise<readonly ReadMessage[]> {
  const { channel, mostPages = MOST_PAGES } = range;
  const read = new Map<string, ReadMessage>();
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null; pages += 1) {
    if (pages === mostPages) throw new Error('Too many pages of messages to look through');
    const answer = page.parse(await client.apiCall(...question(range, cursor)));
    // By `ts`, for every page of a thread begins with the message above it.
    for (const each of answer.messages) read.set(each.ts, readMessage(channel, each));
    cursor = nextCursor(answer);
  }
  return [...read.values()].sort((a, b) => (a.message.ts < b.message.ts ? -1 : 1));
}

type WireMessage = z.infer<typeof page>['messages'][number];

function readMessage(channel: string, wire: WireMessage): ReadMessage {
  const { ts, thread_ts, user, bot_id, edited, metadata } = wire;
  return {
    message: { channel, ts },
    thread: thread_ts === undefined || thread_ts === ts ? null : thread_ts,
    author: bot_id ?? user ?? '',
    isEdited: edited !== undefined && edited !== null,
    metadata: metadata ?? null,
  };
}

function question({ channel, thread, oldest }: Range, cursor: string) {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  const args = {
    channel,
    ts: thread,
    oldest,
    inclusive: true,
    limit: PAGE_SIZE,
    include_all_metadata: true,
    cursor: cursor === '' ? undefined : cursor,
  };
  return [method, args] as const;
}

/** `null` after the last page. */
function nextCursor({ has_more, response_metadata }: z.infer<typeof page>): string | null {
  if (response_metadata.next_cursor !== '') return response_metadata.next_cursor;
  if (has_more) throw new Error('Slack says there is more, but not where');
  return null;
}
