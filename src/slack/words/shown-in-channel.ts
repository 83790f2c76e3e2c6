import type { EventType } from '../../request/event.ts';

/** Whether a trail message is shown in the channel too: how the request ends, and what is loud. */
export function isShownInChannel(event: EventType): boolean {
  return event === 'emergency_approved' || isOutcome(event);
}

export function isOutcome(event: EventType): boolean {
  return ['cancelled', 'not_cancelled', 'unknown', 'closed'].includes(event);
}
