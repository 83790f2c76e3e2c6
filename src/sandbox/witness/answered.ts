import { z } from 'zod';
import type { Message } from '../slack/message-store.ts';
import type { Delivery } from '../slack/recorder.ts';
import type { Evidence } from './evidence.ts';
import type { JournalEvent, Story } from './journal-event.ts';
import { writtenAt } from './written.ts';

/** Longer than anybody waits for an answer: whatever the bot does for a click is done by then. */
const ANSWERED_WITHIN_MS = 180_000;

/**
 * Every click and form that the app has acked came to an event, a modal, or an answer to that
 * person; only what a killed bot had in its hands may have come to nothing.
 */
export function answerFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  const { slack } = evidence;
  const acts = slack.deliveries.filter((act) => isFirstAct(act) && !mayBeForgotten(act, evidence));
  return acts.flatMap((act) => {
    const { userId, at, type, state, id } = act;
    if (state !== 'acked') return [`the ${type} ${id} of ${userId} at ${at} ended as ${state}`];
    const after = (one: { readonly at: string }) => one.at >= at;
    const isSince = (event: JournalEvent) => writtenAt(event, evidence) >= new Date(at);
    const isHeard =
      slack.ephemerals.some((one) => one.userId === userId && after(one)) ||
      slack.viewsOpened.some((one) => one.userId === userId && after(one)) ||
      stories.some(({ events }) => events.some((event) => event.by === userId && isSince(event))) ||
      foundOut(act, stories, slack.messages).some(isSince);
    return isHeard ? [] : [`the ${type} ${id} of ${userId} at ${at} was never answered`];
  });
}

const checkAgain = z.looseObject({
  actions: z.tuple([z.looseObject({ action_id: z.literal('check_again') })]),
  container: z.looseObject({ message_ts: z.string() }),
});

/** *Check again* is answered under the card, by what it finds out. */
function foundOut(
  { payload }: Delivery,
  stories: readonly Story[],
  messages: readonly Message[],
): readonly JournalEvent[] {
  const { data: click } = checkAgain.safeParse(payload);
  const card = messages.find(({ ts }) => ts === click?.container.message_ts);
  const request = card?.metadata?.event_payload['request'];
  return stories.find(({ id }) => id === request)?.events.filter(({ by }) => by === 'bot') ?? [];
}

function mayBeForgotten({ at }: Delivery, { downs }: Evidence): boolean {
  const began = new Date(at).getTime();
  return downs.some(
    ({ from, until }) => began <= until.getTime() && from.getTime() <= began + ANSWERED_WITHIN_MS,
  );
}

function isFirstAct({ type, retry }: Delivery): boolean {
  return retry === 0 && type !== 'view_closed';
}
