import type { RequestEvent } from './event.ts';
import { hashOf } from './hash-chain.ts';

/** Something in a journal that this bot cannot have written. */
export interface ChainFault {
  readonly request: string;
  readonly seq: number;
  readonly wrong: 'edited' | 'gap' | 'not chained to the event before it' | 'dated before it';
}

/**
 * Follows a whole journal, request by request in the order of their first events, and names every
 * break. Events cut from a request's end leave no trace here: only the trail shows those.
 */
export function createChainVerifier(): (event: RequestEvent) => ChainFault | null {
  let newestFirst = '';
  let last: RequestEvent | null = null;

  return (event) => {
    const before = last?.request === event.request ? last : null;
    const wrong = faultOf(event, before, newestFirst);
    if (event.seq === 1) newestFirst = event.hash;
    last = event;
    return wrong === null ? null : { request: event.request, seq: event.seq, wrong };
  };
}

function faultOf(
  event: RequestEvent,
  before: RequestEvent | null,
  newestFirst: string,
): ChainFault['wrong'] | null {
  if (event.hash !== hashOf(event)) return 'edited';
  if (event.seq !== (before?.seq ?? 0) + 1) return 'gap';
  if (event.prev !== (before?.hash ?? newestFirst)) return 'not chained to the event before it';
  if (before !== null && event.at < before.at) return 'dated before it';
  return null;
}
