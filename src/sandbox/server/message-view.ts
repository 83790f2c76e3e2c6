import type { MessageView } from '../page/api-types.ts';
import type { Message } from '../slack/message-store.ts';

export function messageView(message: Message): MessageView {
  const { channel, ts, thread_ts, reply_broadcast, user, text, blocks = [], edited } = message;
  return {
    channel,
    ts,
    threadTs: thread_ts ?? null,
    isBroadcast: reply_broadcast,
    user,
    text,
    blocks,
    isEdited: edited !== undefined,
  };
}
