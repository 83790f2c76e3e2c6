import type { Block, WorldView } from './api-types.ts';

/** One thing shown in a channel or a thread. */
export interface Entry {
  readonly key: string;
  readonly channel: string;
  readonly ts: string;
  readonly author: string;
  readonly isApp: boolean;
  readonly blocks: readonly Block[];
  readonly isPrivate: boolean;
  readonly isEdited: boolean;
  /** The thread it belongs to, where it is shown outside of it. */
  readonly fromThread: string | null;
  readonly replies: number;
}

/** What the channel shows, oldest first: heads, replies shown in the channel, and what only this person sees. */
export function channelEntries(world: WorldView, channel: string): Entry[] {
  const messages = world.messages
    .filter((it) => it.channel === channel && (it.threadTs === null || it.isBroadcast))
    .map((it) => messageEntry(world, it, it.threadTs));
  return [...messages, ...privateEntries(world, channel, null), ...notices(world)].sort(byTime);
}

/** The head of a thread and its replies, oldest first. */
export function threadEntries(world: WorldView, channel: string, ts: string): Entry[] {
  const messages = world.messages
    .filter((it) => it.channel === channel && (it.ts === ts || it.threadTs === ts))
    .map((it) => messageEntry(world, it, null));
  return [...messages, ...privateEntries(world, channel, ts)].sort(byTime);
}

function messageEntry(
  world: WorldView,
  message: WorldView['messages'][number],
  fromThread: string | null,
): Entry {
  const { channel, ts, user, text, blocks, isEdited } = message;
  const author = world.people.find(({ id }) => id === user);
  const replies = world.messages.filter(
    (it) => it.channel === channel && it.threadTs === ts && it.ts !== ts,
  ).length;
  return {
    key: `${channel} ${ts}`,
    channel,
    ts,
    author: author?.realName ?? user,
    isApp: author?.canAct === false,
    blocks: drawable(blocks, text),
    isPrivate: false,
    isEdited,
    fromThread,
    replies,
  };
}

function privateEntries(world: WorldView, channel: string, thread: string | null): Entry[] {
  return world.ephemerals
    .filter((it) => it.channel === channel && it.threadTs === thread)
    .map(({ ts, text, blocks }) => privateEntry(channel, ts, 'dds-cancel', drawable(blocks, text)));
}

/** Slack's own messages belong to no channel; they are shown in the one that is open. */
function notices(world: WorldView): Entry[] {
  return world.notices.map(({ at, text }) => {
    const ts = (Date.parse(at) / 1_000).toFixed(6);
    return privateEntry('', ts, 'Slack', drawable([], text));
  });
}

function privateEntry(
  channel: string,
  ts: string,
  author: string,
  blocks: readonly Block[],
): Entry {
  const fixed = { isApp: true, isPrivate: true, isEdited: false, fromThread: null, replies: 0 };
  return { key: `only ${channel} ${ts}`, channel, ts, author, blocks, ...fixed };
}

function drawable(blocks: readonly Block[], text: string): readonly Block[] {
  return blocks.length > 0 ? blocks : [{ type: 'section', text: { type: 'mrkdwn', text } }];
}

function byTime(a: Entry, b: Entry): number {
  return a.ts < b.ts ? -1 : 1;
}
