import type { CancelRequest } from '../request/cancel-request.ts';
import { shownBy } from '../request/dry-run.ts';
import type { RequestEvent } from '../request/event.ts';
import { fold } from '../request/fold.ts';
import { cardOf, isDone, type Message, type Posting } from './posting.ts';

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
    }
  /** What Slack refused for good, told to the requester directly. */
  | { readonly post: 'notice'; readonly request: CancelRequest; readonly error: string };

/**
 * The journal is the outbox: what has an event and no posting is posted, in order; the card first.
 * A card that shows another mode than the bot's is edited: what an approval leads to has changed.
 * `cardMayWait`: its edit is left out, so that it does not hold up the trail.
 */
export function nextPosting(
  events: readonly RequestEvent[],
  postings: readonly Posting[],
  bot: { readonly dryRun: boolean },
  cardMayWait = false,
): NextPosting {
  const request = fold(events);
  const cards = postings.filter(({ kind }) => kind === 'card');
  const card = cardOf(postings);
  if (card === null) {
    const isRefused = cards.some(({ refused }) => refused !== null);
    return isRefused ? noticeOf(request, postings) : { post: 'card', request };
  }
  const { dryRun } = shownBy(bot, request);
  const isCurrent = (shown: Posting): boolean =>
    shown.number === request.seq && isDone(shown) && (shown.dryRun ?? false) === dryRun;
  if (!cardMayWait && !cards.some(isCurrent)) return { post: 'card update', request, card };
  const posted = new Set(postings.filter(isTrailDone).map(({ number }) => number));
  const event = events.find(({ seq }) => !posted.has(seq));
  if (event === undefined) return noticeOf(request, postings);
  const then = fold(events.slice(0, event.seq));
  return { post: 'trail', request: then, current: request, event, card };
}

/** One for all that was refused since the last one, and after everything that Slack may still take. */
function noticeOf(request: CancelRequest, postings: readonly Posting[]): NextPosting {
  const notices = postings.filter((posting) => posting.kind === 'notice' && isDone(posting));
  const told = Math.max(0, ...notices.map(({ number }) => number));
  const untold = postings.find(
    ({ kind, number, refused }) => kind !== 'notice' && refused !== null && number > told,
  );
  if (untold === undefined) return { post: 'nothing' };
  return { post: 'notice', request, error: untold.refused ?? '' };
}

function isTrailDone(posting: Posting): boolean {
  return posting.kind === 'trail' && isDone(posting);
}
