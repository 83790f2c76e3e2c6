import { z } from 'zod';
import { contentFrom } from '../content.ts';
import type { Content, Message, Metadata } from '../message-store.ts';
import { SlackError } from '../slack-error.ts';
import type { Json } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import { blocks, flag, id, metadataOrNone, rendering, text, ts } from './arguments.ts';
import { posted } from './chat-posts.ts';
import { type Methods, method } from './method.ts';
import { joinedChannel, visibleChannel } from './reach.ts';

/** A text without blocks may have this many characters in chat.update. */
const MAX_UPDATED_TEXT = 4_000;

const update = method({
  anyScope: ['chat:write'],
  args: z.strictObject({
    channel: id,
    ts,
    text: text.optional(),
    blocks: blocks.optional(),
    metadata: metadataOrNone.optional(),
    reply_broadcast: flag.optional(),
    ...rendering,
  }),
  run: (args, workspace) => {
    const channel = joinedChannel(workspace, args.channel);
    if (channel.archived) throw new SlackError('is_inactive');
    const message = ownMessage(workspace, args.channel, args.ts, 'cant_update_message');
    const sent = { ...args, metadata: metadataAfter(message, args.metadata) };
    const content: Content = contentFrom(workspace, 'chat.update', sent);
    if (content.blocks === undefined && content.text.length > MAX_UPDATED_TEXT) {
      throw new SlackError('msg_too_long');
    }
    const saved = workspace.messages.edit(message, content, editedMark(workspace, content));
    return { ...posted(workspace, saved), text: saved.text };
  },
});

const remove = method({
  anyScope: ['chat:write'],
  args: z.strictObject({ channel: id, ts }),
  run: (args, workspace) => {
    joinedChannel(workspace, args.channel);
    workspace.messages.remove(ownMessage(workspace, args.channel, args.ts, 'cant_delete_message'));
    return { channel: args.channel, ts: args.ts };
  },
});

const getPermalink = method({
  args: z.strictObject({ channel: id, message_ts: ts }),
  run: (args, workspace) => {
    visibleChannel(workspace, args.channel);
    const message = workspace.messages.get(args.channel, args.message_ts);
    return { channel: args.channel, permalink: permalinkOf(workspace, message) };
  },
});

const addReaction = method({
  anyScope: ['reactions:write'],
  args: z.strictObject({ channel: id, timestamp: ts, name: id }),
  run: (args, workspace): Json => {
    joinedChannel(workspace, args.channel);
    const message = workspace.messages.get(args.channel, args.timestamp);
    if (message.reactions.includes(args.name)) throw new SlackError('already_reacted');
    workspace.messages.react(message, args.name);
    return {};
  },
});

export const chatChanges: Methods = {
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
  'reactions.add': addReaction,
};

function ownMessage(workspace: Workspace, channel: string, at: string, error: string): Message {
  const message = workspace.messages.get(channel, at);
  if (message.app_id !== workspace.identity.appId) throw new SlackError(error);
  return message;
}

/** Left out it is kept; `{}` takes it away. */
function metadataAfter(
  message: Message,
  sent: Readonly<Record<string, unknown>> | undefined,
): Metadata | undefined {
  if (sent === undefined) return message.metadata;
  return Object.keys(sent).length === 0 ? undefined : (sent as unknown as Metadata);
}

/** Slack marks a message "(edited)" only when it was updated without blocks. */
function editedMark(workspace: Workspace, content: Content): Message['edited'] {
  if (content.blocks !== undefined) return undefined;
  return { user: workspace.identity.botUserId, ts: workspace.ids.ts() };
}

function permalinkOf({ identity }: Workspace, message: Message): string {
  const base = `https://${identity.teamDomain}.example.com/archives/${message.channel}`;
  const link = `${base}/p${message.ts.replace('.', '')}`;
  if (message.thread_ts === undefined) return link;
  return `${link}?thread_ts=${message.thread_ts}&cid=${message.channel}`;
}
