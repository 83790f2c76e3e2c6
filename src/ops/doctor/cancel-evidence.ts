import type { RequestEvent } from '../../request/event.ts';

/** What the journal tells of the permission to cancel at one target: its latest evidence. */
export interface CancelEvidence {
  /** `taken`: DDS confirmed a cancellation. `refused`: for want of permission. */
  readonly was: 'taken' | 'refused';
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Collects evidence from the events of a journal, in its order. */
export function collectCancelEvidence(): {
  readonly note: (event: RequestEvent) => void;
  /** By target. */
  readonly found: ReadonlyMap<string, CancelEvidence>;
} {
  const targets = new Map<string, string>();
  const found = new Map<string, CancelEvidence>();
  return {
    found,
    note(event) {
      if (event.event === 'requested') targets.set(event.request, event.target);
      const was = evidenceIn(event);
      const target = targets.get(event.request);
      if (was === null || target === undefined) return;
      // Requests overlap, so what comes later in the journal may have happened earlier.
      if (event.at >= (found.get(target)?.at ?? '')) found.set(target, { was, at: event.at });
    },
  };
}

function evidenceIn(event: RequestEvent): CancelEvidence['was'] | null {
  if (event.event === 'cancelled') return event.how === 'confirmed' ? 'taken' : null;
  const fault = event.event === 'not_cancelled' || event.event === 'unknown' ? event.fault : null;
  return fault?.kind === 'permission' ? 'refused' : null;
}
