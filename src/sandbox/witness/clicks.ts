import { z } from 'zod';
import type { Delivery } from '../slack/recorder.ts';
import { type Evidence, patienceOf } from './evidence.ts';
import type { JournalEvent, Story } from './journal-event.ts';
import { cardsOf } from './trail.ts';
import { writtenAt } from './written.ts';

const onMessage = z.looseObject({ container: z.looseObject({ message_ts: z.string() }) });

/** The `ts` of the message that was clicked on; `undefined` for what is no click on a message. */
export function clickedOn({ payload }: Pick<Delivery, 'payload'>): string | undefined {
  return onMessage.safeParse(payload).data?.container.message_ts;
}

/**
 * When the person of an event did what led to it, by Slack's record: the first of their clicks on this
 * card, or of their forms, that can have. `undefined`: Slack has no such record.
 */
export function clickOf(event: JournalEvent, story: Story, evidence: Evidence): Date | undefined {
  const { slack, policy } = evidence;
  const { by } = event;
  const at = writtenAt(event, evidence).toISOString();
  const from = new Date(Date.parse(at) - patienceOf(policy)).toISOString();
  const cards = cardsOf(story, evidence);
  const click = slack.deliveries.find((act) => {
    if (act.userId !== by || act.at < from || act.at > at) return false;
    const clicked = clickedOn(act);
    return act.type === 'view_submission' || cards.some(({ ts }) => ts === clicked);
  });
  return click === undefined ? undefined : new Date(click.at);
}
