import type { WebClient } from '@slack/web-api';
import type { Looked } from '../workflow/picker.ts';
import type { Message } from '../workflow/posting.ts';
import type { Submitted } from '../workflow/submit.ts';

/** The address of a message; `null` where Slack gives none. */
export type LinkOf = (message: Message) => Promise<string | null>;

/** The answer is as true without a link, so a Slack that gives none is no fault. */
export function createLinkOf(client: WebClient): LinkOf {
  return async ({ channel, ts }) => {
    const asked = client.chat.getPermalink({ channel, message_ts: ts });
    return await asked.then(({ permalink }) => permalink ?? null).catch(() => null);
  };
}

/** The link to the card that an answer leads to; `null` where it leads to none that may be seen. */
export async function linkIn(answered: Submitted | Looked, linkOf: LinkOf): Promise<string | null> {
  if (answered.answer !== 'open already' || answered.card === null) return null;
  return await linkOf(answered.card);
}
