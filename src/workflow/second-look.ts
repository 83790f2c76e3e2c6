import type { CancelRequest } from '../request/cancel-request.ts';
import { createHeldBack, type Pauses, shownAt } from './hold-back.ts';
import type { Left } from './lane.ts';
import type { Announcer, Clock, Journal } from './ports.ts';
import { cardOf, DOUBT_MS, type Message, type NotTaken, type Posting } from './posting.ts';

export interface SecondLooks {
  /** Looks for what may be there twice of this request, once it is time; for when nothing is left to post. */
  look(request: CancelRequest, postings: readonly Posting[]): Promise<Left>;
}

interface SecondLookDeps {
  readonly journal: Journal;
  readonly announcer: Announcer;
  readonly clock: Clock;
}

const PAUSES: Pauses = { firstMs: 1_000, longestMs: 30_000 };

/**
 * A post that was given up may arrive later than anybody could know. So what was posted again is
 * looked for once more, in this life of the bot or the next, and readers find one message.
 */
export function createSecondLooks({ journal, announcer, clock }: SecondLookDeps): SecondLooks {
  /** On the steady clock: since when this process knows that it may be there twice. */
  const knownSince = new Map<string, number>();
  const held = createHeldBack(clock);

  function since(key: string): number {
    const known = knownSince.get(key) ?? clock.steady();
    knownSince.set(key, known);
    return known;
  }

  async function lookNow(
    request: CancelRequest,
    again: Posting,
    postings: readonly Posting[],
  ): Promise<Left> {
    const key = keyOf(request, again);
    const found = await find(request, again, postings);
    if (isNotYet(found)) return held.hold(key, found.retryAfterMs, PAUSES);
    for (const posting of afterLook(again, postings, found))
      await journal.recordPosting(request.id, posting);
    held.release(key);
    knownSince.delete(key);
    return 'more';
  }

  async function find(request: CancelRequest, again: Posting, postings: readonly Posting[]) {
    const card = cardOf(postings);
    if (again.kind === 'card') return announcer.findCard(request, card);
    if (card === null) return null;
    return announcer.findTrail(request.id, again.number, card, again.message);
  }

  return {
    async look(request, postings) {
      const all = postings.filter(({ mayBeTwice }) => mayBeTwice);
      const moments = all.map((each) => since(keyOf(request, each)) + DOUBT_MS);
      const [again] = all;
      const [over] = moments;
      if (again === undefined || over === undefined) return 'nothing';
      if (clock.steady() < over) return shownAt(over, clock);
      return held.waits(keyOf(request, again)) ?? lookNow(request, again, postings);
    },
  };
}

function keyOf({ id }: CancelRequest, { kind, number }: Posting): string {
  return `${id} ${kind} ${number}`;
}

/** What the journal is to know of it: that it was looked for, and what arrived although Slack had refused it. */
function afterLook(
  again: Posting,
  postings: readonly Posting[],
  found: Message | NotTaken | null,
): readonly Posting[] {
  const looked = { ...again, mayBeTwice: false };
  const isKnown = again.kind === 'card' ? cardOf(postings) !== null : again.message !== null;
  if (isKnown || found === null || 'posted' in found) return [looked];
  const arrived = { ...looked, message: found, refused: null };
  if (again.kind === 'trail') return [arrived];
  // As a card it is older than all, so that it is brought up to date.
  const cards = postings.filter(({ kind }) => kind === 'card');
  return [
    ...cards.map((card) => ({ ...card, refused: null, mayBeTwice: false })),
    { ...arrived, number: 0 },
  ];
}

function isNotYet(found: Message | NotTaken | null): found is NotTaken & { posted: 'not yet' } {
  return found !== null && 'posted' in found && found.posted === 'not yet';
}
