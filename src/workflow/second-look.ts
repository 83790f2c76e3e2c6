import { createHeldBack, type Pauses, shownAt } from './hold-back.ts';
import type { Left } from './lane.ts';
import type { Clock, Journal } from './ports.ts';
import { isDone, type Message, type NotTaken, type Posting } from './posting.ts';

/** What was posted again because it had not been found, and may be there twice after all. */
interface Again {
  readonly request: string;
  /** The card, or the trail message of the event with this number. */
  readonly about: 'card' | number;
  /** On the steady clock: not before this. */
  readonly at: number;
  /** Finds the one that stays, and deletes the other. */
  find(): Promise<Message | null | NotTaken>;
}

export interface SecondLooks {
  expect(again: Again): void;
  /** Looks for what may be there twice of this request, once it is time. */
  look(request: string): Promise<Left>;
}

const PAUSES: Pauses = { firstMs: 1_000, longestMs: 30_000 };

/**
 * A post that was given up may arrive later than anybody could know. So what was posted again is
 * looked for once more, and readers find one message. A bot that is stopped meanwhile does not look.
 */
export function createSecondLooks(journal: Journal, clock: Clock): SecondLooks {
  const expected = new Map<string, Again>();
  const held = createHeldBack(clock);

  async function lookNow(key: string, again: Again): Promise<Left> {
    const found = await again.find();
    if (isNotYet(found)) return held.hold(key, found.retryAfterMs, PAUSES);
    expected.delete(key);
    held.release(key);
    if (found !== null && 'ts' in found) await stays(again, found);
    return 'more';
  }

  async function stays(again: Again, message: Message): Promise<void> {
    const posted = (await journal.postings(again.request)).find((one) => isOf(one, again));
    if (posted === undefined || posted.message?.ts === message.ts) return;
    for (const posting of standsInstead(posted, message))
      await journal.recordPosting(again.request, posting);
  }

  return {
    expect: (again) => void expected.set(`${again.request} ${again.about}`, again),
    async look(request) {
      const [key, again] = [...expected].find(([, one]) => one.request === request) ?? [];
      if (key === undefined || again === undefined) return 'nothing';
      if (clock.steady() < again.at) return shownAt(again.at, clock);
      return held.waits(key) ?? lookNow(key, again);
    },
  };
}

function isOf(posting: Posting, { about }: Again): boolean {
  const { kind, number } = posting;
  if (!isDone(posting)) return false;
  return about === 'card' ? kind === 'card' : kind === 'trail' && number === about;
}

/** Another message stands for this posting. As a card it is older than all, so that it is brought up to date. */
function standsInstead(posted: Posting, message: Message): readonly Posting[] {
  if (posted.kind === 'trail') return [{ ...posted, message }];
  return [
    { ...posted, number: 0, message },
    { ...posted, message: null },
  ];
}

function isNotYet(found: Message | NotTaken | null): found is NotTaken & { posted: 'not yet' } {
  return found !== null && 'posted' in found && found.posted === 'not yet';
}
