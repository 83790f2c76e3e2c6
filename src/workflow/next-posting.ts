import type { RequestEvent } from '../request/event.ts';
import { type CancelRequest, fold } from '../request/fold.ts';
import type { Message, Posting } from './ports.ts';

/** What Slack is still missing of a request. */
export type NextPosting =
  | { readonly post: 'nothing' }
  /** The one card, which all else hangs on. */
  | { readonly post: 'card'; readonly request: CancelRequest }
  | { readonly post: 'card update'; readonly request: CancelRequest; readonly card: Message }
  | {
      readonly post: 'trail';
      /** The request as it stood after this event, and as it stands now. */
      readonly request: CancelRequest;
      readonly current: CancelRequest;
      readonly event: RequestEvent;
      readonly card: Message;
    };

/**
 * The journal is the outbox: what has an event and no posting is posted, in order; the card first.
 * `cardMayWait`: its edit is left out, so that it does not hold up the trail.
 */
export function nextPosting(
  events: readonly RequestEvent[],
  postings: readonly Posting[],
  cardMayWait = false,
): NextPosting {
  const request = fold(events);
  const cards = postings.filter(({ kind }) => kind === 'card');
  const card = cards.find(({ message }) => message !== null)?.message ?? null;
  if (card === null) {
    const isRefused = cards.some(({ refused }) => refused !== null);
    return isRefused ? { post: 'nothing' } : { post: 'card', request };
  }
  if (!cardMayWait && !cards.some((shown) => shown.number === request.seq && isDone(shown)))
    return { post: 'card update', request, card };
  const posted = new Set(postings.filter(isTrailDone).map(({ number }) => number));
  const event = events.find(({ seq }) => !posted.has(seq));
  if (event === undefined) return { post: 'nothing' };
  const then = fold(events.slice(0, event.seq));
  return { post: 'trail', request: then, current: request, event, card };
}

function isTrailDone(posting: Posting): boolean {
  return posting.kind === 'trail' && isDone(posting);
}

function isDone({ message, refused }: Posting): boolean {
  return message !== null || refused !== null;
}
