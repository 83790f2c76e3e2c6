import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Place } from '../../workflow/ports.ts';
import { missingScopes, platformCode } from '../web/fault.ts';

const flag = z.boolean().default(false);

const channelAnswer = z.object({
  channel: z.object({
    is_im: flag,
    is_mpim: flag,
    is_archived: flag,
    /** Its absence says nothing: a post then tells. */
    is_member: z.boolean().default(true),
    is_ext_shared: flag,
    is_pending_ext_shared: flag,
  }),
});

/** A port's place, and whether another organisation takes part in it or has been invited to. */
export type SlackPlace =
  | Exclude<Place, { kind: 'channel' }>
  | { readonly kind: 'channel'; readonly sharedOutside: boolean };

/** What reading a direct or a group message takes: https://docs.slack.dev/reference/methods/conversations.info */
const DIRECT: ReadonlySet<string> = new Set(['im:read', 'mpim:read']);

/** Asks Slack what a channel is. Whether it is private is never told from its id, which may change. */
export async function askPlace(client: WebClient, channel: string): Promise<SlackPlace> {
  if (channel.startsWith('D')) return { kind: 'direct message' };
  try {
    return placeOf(channelAnswer.parse(await client.apiCall('conversations.info', { channel })));
  } catch (error) {
    // What Slack says of a private channel that the bot is not in.
    if (platformCode(error) === 'channel_not_found') return { kind: 'bot not in channel' };
    // The bot may read neither kind, and has no business in either.
    if (missingScopes(error).some((scope) => DIRECT.has(scope))) return { kind: 'direct message' };
    throw error;
  }
}

/** Archiving takes the members out, so it is looked at before membership. */
function placeOf({ channel }: z.infer<typeof channelAnswer>): SlackPlace {
  if (channel.is_im || channel.is_mpim) return { kind: 'direct message' };
  if (channel.is_archived) return { kind: 'archived' };
  if (!channel.is_member) return { kind: 'bot not in channel' };
  return { kind: 'channel', sharedOutside: channel.is_ext_shared || channel.is_pending_ext_shared };
}
