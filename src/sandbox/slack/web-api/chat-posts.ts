import { z } from 'zod';
import { contentFrom } from '../content.ts';
import type { Message, Metadata } from '../message-store.ts';
import { SlackError } from '../slack-error.ts';
import { messageToWire, withBlockIds } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import { blocks, flag, id, metadata, rendering, text, ts } from './arguments.ts';
import { type Methods, method } from './method.ts';
import { joinedChannel, postableChannel } from './reach.ts';

const postMessage = method({
  anyScope: ['chat:write'],
  args: z.strictObject({
    channel: id,
    text: text.optional(),
    blocks: blocks.optional(),
    metadata: metadata.optional(),
    thread_ts: ts.optional(),
    reply_broadcast: flag.optional(),
    mrkdwn: flag.optional(),
    ...rendering,
  }),
  run: (args, workspace) => {
    const channel = postableChannel(workspace, args.channel);
    workspace.takePost(channel.id);
    checkThread(workspace, channel.id, args.thread_ts, args.reply_broadcast);
    const content = contentFrom(workspace, 'chat.postMessage', {
      ...args,
      metadata: args.metadata as Metadata | undefined,
    });
    const message = workspace.messages.post(channel.id, {
      ...content,
      author: appAuthor(workspace),
      thread_ts: args.thread_ts,
      reply_broadcast: args.reply_broadcast,
    });
    return posted(workspace, message);
  },
});

const postEphemeral = method({
  anyScope: ['chat:write'],
  args: z.strictObject({
    channel: id,
    user: id,
    text: text.optional(),
    blocks: blocks.optional(),
    thread_ts: ts.optional(),
    ...rendering,
  }),
  run: (args, workspace) => {
    const channel = joinedChannel(workspace, args.channel);
    if (channel.archived) throw new SlackError('is_archived');
    if (!channel.members.has(args.user)) throw new SlackError('user_not_in_channel');
    const content = contentFrom(workspace, 'chat.postEphemeral', args);
    const messageTs = workspace.ids.ts();
    workspace.recorder.ephemeral({
      userId: args.user,
      channel: channel.id,
      ts: messageTs,
      thread_ts: args.thread_ts,
      via: 'chat.postEphemeral',
      text: content.text,
      blocks: withBlockIds(workspace, content.blocks),
    });
    return { message_ts: messageTs };
  },
});

export const chatPosts: Methods = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
};

/** Who the app's own messages are from. */
export function appAuthor({ identity }: Workspace): Pick<Message, 'user' | 'bot_id' | 'app_id'> {
  return { user: identity.botUserId, bot_id: identity.botId, app_id: identity.appId };
}

/** What chat.postMessage and chat.update answer about the message. */
export function posted(workspace: Workspace, message: Message): Readonly<Record<string, unknown>> {
  const { channel, ts: messageTs } = message;
  return { channel, ts: messageTs, message: messageToWire(workspace, message) };
}

function checkThread(
  workspace: Workspace,
  channel: string,
  threadTs: string | undefined,
  broadcast: boolean | undefined,
): void {
  const { problems } = workspace.recorder;
  if (threadTs === undefined) {
    if (broadcast) problems.push('chat.postMessage: reply_broadcast without thread_ts');
    return;
  }
  const parent = workspace.messages.find(channel, threadTs);
  if (parent === undefined) {
    problems.push(`chat.postMessage: no message ${threadTs} to reply to in ${channel}`);
    throw new SlackError('thread_not_found');
  }
  if (parent.thread_ts !== undefined) {
    problems.push(`chat.postMessage: ${threadTs} is itself a reply, not the head of a thread`);
  }
}
