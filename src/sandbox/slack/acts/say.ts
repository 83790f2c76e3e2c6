import type { Block, Message, Metadata } from '../message-store.ts';
import { mustBeAbleToAct } from '../visibility.ts';
import type { Workspace } from '../workspace.ts';

export interface Saying {
  readonly thread_ts?: string;
  /** With this the message comes from another app, which may send any look-alike metadata. */
  readonly metadata?: Metadata;
  /** As an alerting app would send it. */
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Block[];
}

/** A person (or, with metadata, some other app) writes a message that is none of the bot's. */
export function say(
  workspace: Workspace,
  userId: string,
  channelId: string,
  text: string,
  saying: Saying = {},
): Message {
  mustBeAbleToAct(workspace.world, userId, channelId);
  const app = saying.metadata === undefined ? {} : { app_id: 'A0OTHER', bot_id: 'B0OTHER' };
  const author = { user: userId, ...app };
  return workspace.messages.post(channelId, { ...saying, author, text });
}
