import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Message } from '../../workflow/ports.ts';

const metadataOnWire = z.object({
  event_type: z.string(),
  event_payload: z.record(z.string(), z.unknown()).default({}),
});

/** Message metadata as Slack gives it back: anybody in the workspace may have written such. */
export type FoundMetadata = z.infer<typeof metadataOnWire>;

export interface Found {
  readonly message: Message;
  readonly metadata: FoundMetadata;
}

interface Search {
  readonly channel: string;
  /** Looks into the thread under this message instead of the channel. */
  readonly thread?: string;
  /** Slack timestamp of the oldest message that counts. */
  readonly oldest?: string;
  /** The bot's own ids, as its messages carry them: a look-alike of anybody else does not count. */
  readonly author: { readonly botId: string; readonly botUserId: string };
  readonly matches: (metadata: FoundMetadata) => boolean;
}

const page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      bot_id: z.string().optional().catch(undefined),
      user: z.string().optional().catch(undefined),
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
export async function findByMetadata(client: WebClient, search: Search): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null; pages += 1) {
    if (pages === MOST_PAGES) throw new Error('Too many pages of messages to look through');
    const answer = page.parse(await client.apiCall(...question(search, cursor)));
    for (const message of answer.messages) {
      const { ts, metadata } = message;
      if (!isBy(search.author, message) || metadata === undefined || !search.matches(metadata))
        continue;
      // By `ts`, for every page of a thread begins with the message above it.
      found.set(ts, { message: { channel: search.channel, ts }, metadata });
    }
    cursor = nextCursor(answer);
  }
  return [...found.values()].sort((a, b) => (a.message.ts < b.message.ts ? -1 : 1));
}

/** `bot_id` is not in every answer; one that is there decides, for a bot may post as a user. */
function isBy(
  { botId, botUserId }: Search['author'],
  { bot_id, user }: { readonly bot_id?: string | undefined; readonly user?: string | undefined },
): boolean {
  return bot_id === undefined ? user === botUserId : bot_id === botId;
}

function question({ channel, thread, oldest }: Search, cursor: string) {
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
