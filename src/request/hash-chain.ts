import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EventData, RequestEvent } from './event.ts';
import { wellFormed } from './well-formed.ts';

/** The hash that an event must carry: SHA-256 of `prev` and the RFC 8785 form of all the rest. */
export function hashOf(event: RequestEvent): string {
  const { prev, hash: _, ...rest } = event;
  return createHash('sha256')
    .update(prev + canonicalize(rest), 'utf8')
    .digest('hex');
}

/** Who did it, when, and where in the journal it goes. */
export interface Place {
  readonly request: string;
  /** Number of the event before it; 0 for a first event. */
  readonly seq: number;
  readonly head: string;
  /** When the event before it happened; an event is never dated before that. */
  readonly notBefore: Date | null;
}

/** Gives data its place at the end of a journal, dated and chained. */
export function eventAt(place: Place, by: string, now: Date, data: EventData): RequestEvent {
  const at = place.notBefore !== null && place.notBefore > now ? place.notBefore : now;
  const event = {
    ...wellFormed(data),
    request: place.request,
    seq: place.seq + 1,
    at: at.toISOString(),
    by,
    prev: place.head,
    hash: '',
  } as RequestEvent;
  return { ...event, hash: hashOf(event) };
}
