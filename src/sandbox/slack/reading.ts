import type { Message } from './message-store.ts';
import type { ApiCall, Delivery, Ephemeral, Notice, ShownView } from './recorder.ts';
import type { OpenView } from './view-store.ts';
import type { Workspace } from './workspace.ts';

/** What anybody looking at the simulated workspace can see. */
export interface Reading {
  /** What the channel shows, oldest first: no replies but those broadcast to it. */
  messages(channelId: string): Message[];
  /** The head of a thread and its replies, oldest first. */
  thread(channelId: string, ts: string): Message[];
  /** Also a deleted one, with everything it ever said. */
  message(channelId: string, ts: string): Message | undefined;
  /** What the bot and that person wrote to each other. */
  directMessages(userId: string): Message[];
  ephemeralsOf(userId: string): Ephemeral[];
  /** What Slack itself told that person about acts that failed. */
  noticesOf(userId: string): Notice[];
  /** The modal that person is looking at. */
  openViewOf(userId: string): OpenView | undefined;
  /** The Web API methods that were called, with success or without. */
  methodsSeen(): Set<string>;
  readonly apiCalls: readonly ApiCall[];
  readonly deliveries: readonly Delivery[];
  /** Everything that modals showed, to whom and from when. */
  readonly viewsShown: readonly ShownView[];
  /** Every violation of strictness so far; a test of the bot expects none. */
  readonly problems: readonly string[];
}

export function createReading(workspace: Workspace): Reading {
  const { messages, recorder, views } = workspace;
  return {
    messages: (channel) =>
      messages.all(channel).filter((it) => it.thread_ts === undefined || it.reply_broadcast),
    thread: (channel, ts) => {
      const head = messages.find(channel, ts);
      const shown = head === undefined || head.deleted ? [] : [head];
      return [...shown, ...messages.replies(channel, ts)];
    },
    message: messages.find,
    directMessages: (userId) => messages.all(`D${userId.slice(1)}`),
    ephemeralsOf: (userId) =>
      recorder.ephemerals.filter((it) => it.userId === userId && !it.deleted),
    noticesOf: (userId) => recorder.notices.filter((it) => it.userId === userId),
    openViewOf: views.top,
    methodsSeen: () => {
      const methods = recorder.apiCalls.map((call) => call.method);
      return new Set(methods.filter((method) => method !== 'response_url'));
    },
    apiCalls: recorder.apiCalls,
    deliveries: recorder.deliveries,
    viewsShown: recorder.viewsShown,
    problems: recorder.problems,
  };
}
