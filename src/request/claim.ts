import type { EventType } from './event.ts';

/** What an event does to the claim on its task: at most one request per target and task holds it. */
export function claimEffect(event: EventType): 'take' | 'release' | 'keep' {
  switch (event) {
    case 'requested':
    case 'retried':
      return 'take';
    case 'rejected':
    case 'withdrawn':
    case 'closed':
    case 'cancelled':
    case 'not_cancelled':
      return 'release';
    default:
      return 'keep';
  }
}
