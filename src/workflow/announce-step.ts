import type { CancelRequest } from '../request/cancel-request.ts';
import { shownBy } from '../request/dry-run.ts';
import { fold } from '../request/fold.ts';
import type { Recorder } from './append.ts';
import { createHeldBack, type Pauses, shownAt } from './hold-back.ts';
import type { Left } from './lane.ts';
import { type NextPosting, nextPosting } from './next-posting.ts';
import type { Announcer, Clock, Journal } from './ports.ts';
import {
  DOUBT_MS,
  isDone,
  type Message,
  type NotTaken,
  type Posted,
  type Posting,
} from './posting.ts';
import { createSecondLooks } from './second-look.ts';

/** After a post that Slack did not take. */
const NOT_TAKEN: Pauses = { firstMs: 500, longestMs: 30_000 };
/** After a direct message that may have arrived: it cannot be looked for, and is better said twice than never. */
const NOTICE_IN_DOUBT: Pauses = { firstMs: DOUBT_MS, longestMs: 3_600_000 };

export interface AnnounceDeps {
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly announcer: Announcer;
  readonly clock: Clock;
  readonly dryRun: boolean;
  /** Told where Slack refuses for good, with its error. */
  readonly onRefused: (request: CancelRequest, error: string) => void;
}

type Due = Exclude<NextPosting, { post: 'nothing' }>;
type ToChannel = Exclude<Due, { post: 'notice' }>;

/** The posting half of the engine: whatever is journaled is posted, in order, once. */
export function createAnnounceStep(deps: AnnounceDeps): (id: string) => Promise<Left> {
  const { journal, recorder, announcer, clock, onRefused } = deps;
  /** Posts begun by this process of which Slack said that it did not take them. */
  const certainlyNotPosted = new Set<string>();
  /** On the steady clock: since when a post of this process may be on its way; it may have waited long before it was sent. */
  const doubtfulSince = new Map<string, number>();
  /** A process before this one may have sent a post as late as its last breath. */
  const startedAt = clock.steady();
  /** What Slack has taken and the journal could not record. */
  const unrecorded = new Map<string, Posting>();
  const held = createHeldBack(clock);
  const secondLooks = createSecondLooks(deps);

  return async (id) => {
    const events = await journal.read(id);
    const postings = await journal.postings(id);
    const due = nextPosting(events, postings, deps);
    const left = await bringUnlessHeld(due, postings);
    if (left === 'nothing') return secondLooks.look(fold(events), postings);
    if (due.post !== 'card update' || left === 'more') return left;
    // What the card cannot show yet, the trail still tells.
    const beside = await bringUnlessHeld(nextPosting(events, postings, deps, true), postings);
    return sooner(beside, left);
  };

  async function bringUnlessHeld(due: NextPosting, postings: readonly Posting[]): Promise<Left> {
    if (due.post === 'nothing') return 'nothing';
    const posting = unrecorded.get(keyOf(due));
    if (posting !== undefined) return done(due, posting);
    return held.waits(keyOf(due)) ?? bring(due, postings);
  }

  async function bring(due: Due, postings: readonly Posting[]): Promise<Left> {
    if (due.post === 'notice') return notify(due);
    if (due.post === 'card update')
      return take(due, postingOf(due), await announcer.updateCard(due.request, due.card));
    const begun = postings.filter((posting) => isBegun(posting, due));
    const [first] = begun;
    const mayBeTwice = begun.some((posting) => posting.mayBeTwice);
    if (first === undefined || certainlyNotPosted.has(keyOf(due))) return postNow(due, mayBeTwice);
    return lookFor(due, first);
  }

  /** What cannot be said in the channel is said to the requester. */
  async function notify(due: Extract<Due, { post: 'notice' }>): Promise<Left> {
    const posted = await announcer.tellRequester(due.request, due.error);
    if (posted.posted === 'perhaps') return held.hold(keyOf(due), null, NOTICE_IN_DOUBT);
    return take(due, postingOf(due), posted);
  }

  /** `chat.postMessage` has no idempotency key, so a doubtful post is waited for, then looked for. */
  async function lookFor(due: ToChannel, begun: Posting): Promise<Left> {
    const since = doubtfulSince.get(keyOf(due)) ?? startedAt;
    const over = since + DOUBT_MS;
    if (clock.steady() < over) return shownAt(over, clock);
    const found = await find(due);
    if (found === null) return postNow(due, true);
    // Which of the cards begun it is cannot be told, so it counts as older than all of them.
    const number = due.post === 'trail' || 'posted' in found ? begun.number : 0;
    return take(
      due,
      { ...begun, number },
      'posted' in found ? found : { posted: 'yes', message: found },
    );
  }

  /** `mayBeTwice`: should an earlier one appear after all, a second look deletes it. */
  async function postNow(due: ToChannel, mayBeTwice: boolean): Promise<Left> {
    const begun = { ...postingOf(due), mayBeTwice };
    await journal.recordPosting(due.request.id, begun);
    certainlyNotPosted.delete(keyOf(due));
    doubtfulSince.set(keyOf(due), clock.steady());
    const posted = await post(due);
    if (posted.posted === 'not yet') certainlyNotPosted.add(keyOf(due));
    return take(due, begun, posted);
  }

  function postingOf(due: Due): Posting {
    const begun = { begunAt: clock.now().toISOString(), message: null, refused: null };
    const { post, request } = due;
    if (post === 'trail' || post === 'notice') return { kind: post, number: request.seq, ...begun };
    const { dryRun } = shownBy(deps, request);
    const card = { kind: 'card', number: request.seq, ...begun, dryRun } as const;
    // An edit leaves the message where it is, also where Slack does not take it.
    return due.post === 'card update' ? { ...card, message: due.card } : card;
  }

  async function take(due: Due, begun: Posting, posted: Posted): Promise<Left> {
    switch (posted.posted) {
      case 'perhaps':
        doubtfulSince.set(keyOf(due), clock.steady());
        return 'more';
      case 'not yet':
        return held.hold(keyOf(due), posted.retryAfterMs, NOT_TAKEN);
      case 'never':
        await giveUp(due, posted.error);
        return done(due, { ...begun, refused: posted.error });
      default:
        return done(due, { ...begun, message: posted.message });
    }
  }

  async function done(due: Due, posting: Posting): Promise<Left> {
    held.release(keyOf(due));
    doubtfulSince.delete(keyOf(due));
    unrecorded.set(keyOf(due), posting);
    await journal.recordPosting(due.request.id, posting);
    unrecorded.delete(keyOf(due));
    return 'more';
  }

  /** The requester is told later, of all that was refused; a request without a card is released. */
  async function giveUp(due: Due, error: string): Promise<void> {
    onRefused(due.request, due.post === 'notice' ? `direct message: ${error}` : error);
    if (due.post === 'card') await releaseClaim(due.request.id);
  }

  async function releaseClaim(id: string): Promise<void> {
    const request = fold(await journal.read(id));
    if (request.state !== 'pending') return;
    const data = { event: 'closed', reason: 'card not posted', status: null } as const;
    await recorder.append(request, 'bot', data);
  }

  function post(due: ToChannel): Promise<Posted> {
    if (due.post !== 'trail') return announcer.postCard(due.request);
    return announcer.postTrail(due.request, due.event, due.card, due.current);
  }

  function find(due: ToChannel): Promise<Message | null | NotTaken> {
    if (due.post !== 'trail') return announcer.findCard(due.request, null);
    return announcer.findTrail(due.request.id, due.event.seq, due.card, null);
  }
}

function isBegun(posting: Posting, due: Due): boolean {
  if (isDone(posting)) return false;
  if (due.post === 'trail') return posting.kind === 'trail' && posting.number === due.event.seq;
  return posting.kind === 'card';
}

function sooner(left: Left, wait: { readonly until: Date }): Left {
  if (left === 'nothing') return wait;
  return typeof left === 'object' && wait.until < left.until ? wait : left;
}

function keyOf(due: Due): string {
  return `${due.request.id} ${due.post === 'trail' ? due.event.seq : due.post}`;
}
