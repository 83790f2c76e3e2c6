import { SlackError } from './slack-error.ts';

export type Block = Readonly<Record<string, unknown>>;
export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}
/** What a message says at one time. */
export interface Content {
  readonly text: string;
  readonly blocks?: readonly Block[] | undefined;
  /** Legacy attachments, which alerting apps still send. */
  readonly attachments?: readonly Block[] | undefined;
  readonly metadata?: Metadata | undefined;
}
export interface Version extends Content {
  /** When the message began to say this, ISO 8601. */
  readonly at: string;
}
export interface Author {
  readonly user: string;
  readonly bot_id?: string;
  readonly app_id?: string;
}
export interface Message extends Content, Author {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
  readonly reply_broadcast: boolean;
  readonly edited?: { readonly user: string; readonly ts: string } | undefined;
  readonly deleted: boolean;
  readonly reactions: readonly string[];
  /** Everything it ever said, oldest first, the present included. */
  readonly versions: readonly Version[];
}
export interface Posting extends Content {
  readonly author: Author;
  readonly thread_ts?: string | undefined;
  readonly reply_broadcast?: boolean | undefined;
}

export interface MessageStore {
  post(channel: string, posting: Posting): Message;
  edit(message: Message, content: Content, edited?: Message['edited']): Message;
  remove(message: Message): void;
  react(message: Message, name: string): void;
  /** Also a deleted one. */
  find(channel: string, ts: string): Message | undefined;
  /** A message that is still there, or `message_not_found`. */
  get(channel: string, ts: string): Message;
  /** The replies under a message that are still there, oldest first. */
  replies(channel: string, ts: string): Message[];
  /** Every message of the channel that is still there, oldest first, replies included. */
  all(channel: string): Message[];
}

export interface StoreParts {
  readonly now: () => Date;
  readonly ts: () => string;
  readonly blockId: () => string;
  readonly changed: (channel: string) => void;
}

export function createMessageStore({ now, ts, blockId, changed }: StoreParts): MessageStore {
  const channels = new Map<string, Map<string, Message>>();
  const threads = new Map<string, string[]>();
  const find = (channel: string, at: string): Message | undefined => channels.get(channel)?.get(at);
  const save = (message: Message): Message => {
    const messages = channels.get(message.channel) ?? new Map<string, Message>();
    channels.set(message.channel, messages.set(message.ts, message));
    changed(message.channel);
    return message;
  };
  const version = ({ text, blocks, attachments, metadata }: Content): Version => ({
    at: now().toISOString(),
    text,
    attachments,
    metadata,
    blocks: blocks?.map((block) => ({ block_id: blockId(), ...block })),
  });
  return {
    find,
    post: (channel, { author, thread_ts, reply_broadcast = false, ...content }) => {
      const first = version(content);
      const { at: _at, ...said } = first;
      const rest = { thread_ts, reply_broadcast, deleted: false, reactions: [] };
      const at = ts();
      if (thread_ts !== undefined) {
        const key = `${channel} ${thread_ts}`;
        threads.set(key, threads.get(key) ?? []);
        threads.get(key)?.push(at);
      }
      return save({ ...author, ...said, ...rest, channel, ts: at, versions: [first] });
    },
    edit: (message, content, edited) => {
      const next = version(content);
      const { at: _at, ...said } = next;
      return save({ ...message, ...said, edited, versions: [...message.versions, next] });
    },
    remove: (message) => save({ ...message, deleted: true }),
    react: (message, name) => save({ ...message, reactions: [...message.reactions, name] }),
    get: (channel, at) => {
      const message = find(channel, at);
      if (message === undefined || message.deleted) throw new SlackError('message_not_found');
      return message;
    },
    replies: (channel, at) =>
      (threads.get(`${channel} ${at}`) ?? []).flatMap((reply) => {
        const message = find(channel, reply);
        return message === undefined || message.deleted ? [] : [message];
      }),
    all: (channel) => [...(channels.get(channel)?.values() ?? [])].filter((it) => !it.deleted),
  };
}
