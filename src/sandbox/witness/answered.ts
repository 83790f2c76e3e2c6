import type { Delivery } from '../slack/recorder.ts';
import type { Evidence } from './evidence.ts';
import type { Story } from './journal-event.ts';

/** Longer than anybody waits for an answer: whatever the bot does for a click is done by then. */
const ANSWERED_WITHIN_MS = 180_000;

/**
 * Every click and form that the app has acked came to an event, a modal, or an answer to that
 * person; only what a killed bot had in its hands may have come to nothing.
 */
export function answerFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  const { slack } = evidence;
  const acts = slack.deliveries.filter((act) => isFirstAct(act) && !mayBeForgotten(act, evidence));
  return acts.flatMap(({ userId, at, type, state, id }) => {
    if (state !== 'acked') return [`the ${type} ${id} of ${userId} at ${at} ended as ${state}`];
    const after = (one: { readonly at: string }) => one.at >= at;
    const isHeard =
      slack.ephemerals.some((one) => one.userId === userId && after(one)) ||
      slack.viewsOpened.some((one) => one.userId === userId && after(one)) ||
      stories.some(({ events }) => events.some((event) => event.by === userId && after(event)));
    return isHeard ? [] : [`the ${type} ${id} of ${userId} at ${at} was never answered`];
  });
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
