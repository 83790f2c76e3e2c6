import type { KnownBlock, MessageMetadata } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Message, Posted } from '../../workflow/posting.ts';
import { platformCode } from './fault.ts';
import { failedPost, failedRepeatable } from './posted.ts';

/** What a message says. `text` carries the full facts: notifications and screen readers use it. */
export interface Content {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

export interface NewMessage extends Content {
  /** A channel, or a user id for a direct message. */
  readonly channel: string;
  readonly thread_ts?: string;
  readonly metadata?: MessageMetadata;
  /** Shows a thread message in the channel too. */
  readonly reply_broadcast?: boolean;
}

/** `metadata` left out is kept as it was. */
export type EditedMessage = Content & Message & { readonly metadata?: MessageMetadata };

export interface EphemeralMessage extends Content {
  readonly channel: string;
  readonly user: string;
}

/** Sends, edits and removes messages. No method rejects for what Slack or the network did. */
export interface Poster {
  post(message: NewMessage): Promise<Posted>;
  update(message: EditedMessage): Promise<Posted>;
  postEphemeral(message: EphemeralMessage): Promise<Posted>;
  /** A message that is gone already counts as removed. */
  remove(message: Message): Promise<Posted>;
}

/** `chat.update` resets `parse` at each call, and names in foreign text must never ping anybody. */
const AS_WRITTEN = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false };

const placed = z.object({ channel: z.string(), ts: z.string() });
const shown = z.object({ message_ts: z.string() });

export function createPoster(client: WebClient): Poster {
  return {
    post: async (message) => {
      try {
        const answer = await client.apiCall('chat.postMessage', { ...message, ...AS_WRITTEN });
        const { channel, ts } = placed.parse(answer);
        return { posted: 'yes', message: { channel, ts } };
      } catch (error) {
        return failedPost(error);
      }
    },
    update: async (message) => {
      try {
        await client.apiCall('chat.update', { ...message, ...AS_WRITTEN });
        return { posted: 'yes', message: { channel: message.channel, ts: message.ts } };
      } catch (error) {
        return failedRepeatable(error);
      }
    },
    postEphemeral: async (message) => {
      try {
        const answer = await client.apiCall('chat.postEphemeral', { ...message, ...AS_WRITTEN });
        const ts = shown.parse(answer).message_ts;
        return { posted: 'yes', message: { channel: message.channel, ts } };
      } catch (error) {
        return failedPost(error);
      }
    },
    remove: async ({ channel, ts }) => {
      try {
        await client.apiCall('chat.delete', { channel, ts });
      } catch (error) {
        if (platformCode(error) !== 'message_not_found') return failedRepeatable(error);
      }
      return { posted: 'yes', message: { channel, ts } };
    },
  };
}
