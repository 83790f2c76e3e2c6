import type { Delivery } from '../slack/recorder.ts';
import type { Evidence } from './evidence.ts';
import type { Story } from './journal-event.ts';

/** Every click and form that the app has acked came to an event, a modal, or an answer to that person. */
export function answerFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  const { slack } = evidence;
  return slack.deliveries.filter(isFirstAct).flatMap(({ userId, at, type, state, id }) => {
    if (state !== 'acked') return [`the ${type} ${id} of ${userId} at ${at} ended as ${state}`];
    const after = (one: { readonly at: string }) => one.at >= at;
    const isHeard =
      slack.ephemerals.some((one) => one.userId === userId && after(one)) ||
      slack.viewsOpened.some((one) => one.userId === userId && after(one)) ||
      stories.some(({ events }) => events.some((event) => event.by === userId && after(event)));
    return isHeard ? [] : [`the ${type} ${id} of ${userId} at ${at} was never answered`];
  });
}

function isFirstAct({ type, retry }: Delivery): boolean {
  return retry === 0 && type !== 'view_closed';
}
