import { z } from 'zod';
import type { Message } from '../message-store.ts';
import { SlackError } from '../slack-error.ts';
import { messageToWire } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import { flag, id, limit, moment, text, ts } from './arguments.ts';
import { type Methods, method } from './method.ts';
import { pageOf } from './pages.ts';
import { anyConversationScope, joinedChannel, needScopeFor, visibleChannel } from './reach.ts';

const range = {
  channel: id,
  cursor: text.optional(),
  limit: limit.optional(),
  oldest: moment.optional(),
  latest: moment.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
};
type Range = z.output<z.ZodObject<typeof range>>;

const history = method({
  anyScope: anyConversationScope('history'),
  args: z.strictObject(range),
  run: (args, workspace) => {
    readable(workspace, args.channel);
    const newestFirst = workspace.messages.all(args.channel).filter(isInChannel).reverse();
    return listing(workspace, newestFirst.filter(inRange(args)), args, 100);
  },
});

const replies = method({
  anyScope: anyConversationScope('history'),
  args: z.strictObject({ ...range, ts }),
  run: (args, workspace) => {
    readable(workspace, args.channel);
    const head = workspace.messages.find(args.channel, args.ts);
    if (head === undefined) throw new SlackError('thread_not_found');
    const replied = workspace.messages.replies(args.channel, args.ts).filter(inRange(args));
    const thread = head.deleted ? replied : [head, ...replied];
    if (thread.length === 0) throw new SlackError('thread_not_found');
    return listing(workspace, thread, args, 999);
  },
});

export const conversationReading: Methods = {
  'conversations.history': history,
  'conversations.replies': replies,
};

function readable(workspace: Workspace, channelId: string): void {
  needScopeFor(workspace, visibleChannel(workspace, channelId), 'history');
  joinedChannel(workspace, channelId);
}

/** History holds what the channel shows: not the replies, but for those broadcast to it. */
function isInChannel(message: Message): boolean {
  return message.thread_ts === undefined || message.reply_broadcast;
}

function inRange({
  oldest = '0',
  latest,
  inclusive = false,
}: Range): (message: Message) => boolean {
  return ({ ts: at }) => {
    const time = micros(at);
    const [from, to] = [micros(oldest), latest === undefined ? undefined : micros(latest)];
    if (inclusive) return time >= from && (to === undefined || time <= to);
    return time > from && (to === undefined || time < to);
  };
}

/** A timestamp as a number that keeps its microseconds apart. */
function micros(at: string): number {
  const [seconds = '0', fraction = ''] = at.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

function listing(
  workspace: Workspace,
  all: readonly Message[],
  args: Range,
  defaultLimit: number,
): Readonly<Record<string, unknown>> {
  const page = pageOf(all, (message) => message.ts, args.cursor, args.limit ?? defaultLimit);
  const allMetadata = args.include_all_metadata ?? false;
  return {
    messages: page.entries.map((message) => messageToWire(workspace, message, { allMetadata })),
    has_more: page.hasMore,
    ...(page.hasMore && { response_metadata: page.responseMetadata }),
  };
}
