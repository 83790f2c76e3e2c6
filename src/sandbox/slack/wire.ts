import type { Block, Message } from './message-store.ts';
import type { Workspace } from './workspace.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A message as Slack writes it in answers and payloads; without `allMetadata` only the event_type. */
export function messageToWire(
  workspace: Workspace,
  message: Message,
  { allMetadata = true }: { allMetadata?: boolean } = {},
): Json {
  const { identity, messages } = workspace;
  const replies = messages.replies(message.channel, message.ts);
  const isApp = message.app_id !== undefined;
  return {
    type: 'message',
    ...(message.reply_broadcast && { subtype: 'thread_broadcast' }),
    user: message.user,
    ts: message.ts,
    ...(isApp && { bot_id: message.bot_id, app_id: message.app_id }),
    text: message.text,
    team: identity.teamId,
    ...(message.blocks && { blocks: message.blocks }),
    ...(message.attachments && { attachments: message.attachments }),
    ...(message.metadata && {
      metadata: allMetadata ? message.metadata : { event_type: message.metadata.event_type },
    }),
    ...(message.edited && { edited: message.edited }),
    ...threadFields(message, replies),
    ...(message.reactions.length > 0 && { reactions: reactionsOf(message, identity.botUserId) }),
  };
}

/** An ephemeral or a view has blocks too; Slack fills in the block_ids that were not given. */
export function withBlockIds(
  workspace: Workspace,
  blocks: readonly Block[] | undefined,
): readonly Block[] | undefined {
  return blocks?.map((block) => ({ block_id: workspace.ids.next('b'), ...block }));
}

function threadFields(message: Message, replies: readonly Message[]): Json {
  if (message.thread_ts !== undefined) return { thread_ts: message.thread_ts };
  if (replies.length === 0) return {};
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((reply) => reply.user))],
    latest_reply: replies.at(-1)?.ts,
  };
}

function reactionsOf(message: Message, user: string): Json[] {
  return message.reactions.map((name) => ({ name, users: [user], count: 1 }));
}
