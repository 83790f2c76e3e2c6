import type { CancelRequest } from '../request/cancel-request.ts';
import { fold } from '../request/fold.ts';
import type { PersonKind } from '../request/policy.ts';
import { mayKnow } from './open-request.ts';
import type { Directory, Journal } from './ports.ts';
import { cardOf, type Message } from './posting.ts';

/** Most open requests told at once. */
const MOST_OPEN = 20;

/** A request as somebody who is in its channel may know it. */
export interface Known {
  readonly request: CancelRequest;
  readonly card: Message | null;
}

export type Overview =
  | { readonly answer: 'not for them'; readonly kind: Exclude<PersonKind, 'member'> }
  | {
      readonly answer: 'requests';
      readonly known: readonly Known[];
      /** There are more than are told. */
      readonly more: boolean;
    };

/** Tells full members of the workspace of the requests in the channels that they are in. */
export interface Overviews {
  /** Open requests: those of this channel first, the newest first. */
  open(reader: string, here: string): Promise<Overview>;
  /** The last requests that ended, the last one first. */
  recent(reader: string, count: number): Promise<Overview>;
}

export function createOverviews(journal: Journal, directory: Directory): Overviews {
  return {
    async open(reader, here) {
      const known = await knownTo(reader, 'open', MOST_OPEN + 1);
      if ('answer' in known) return known;
      const isHere = ({ request }: Known) => (request.channel === here ? 0 : 1);
      const sorted = known.toSorted(
        (a, b) => isHere(a) - isHere(b) || +b.request.askedAt - +a.request.askedAt,
      );
      const more = sorted.length > MOST_OPEN;
      return { answer: 'requests', known: sorted.slice(0, MOST_OPEN), more };
    },
    async recent(reader, count) {
      const known = await knownTo(reader, 'ended', count + 1);
      if ('answer' in known) return known;
      const sorted = known.toSorted((a, b) => +b.request.lastAt - +a.request.lastAt);
      return { answer: 'requests', known: sorted.slice(0, count), more: sorted.length > count };
    },
  };

  async function knownTo(
    reader: string,
    which: 'open' | 'ended',
    most: number,
  ): Promise<readonly Known[] | Extract<Overview, { answer: 'not for them' }>> {
    const kind = await directory.kind(reader);
    if (kind !== 'member') return { answer: 'not for them', kind };
    const channels = await journal.channels();
    const ids = await Promise.all(
      channels.map(async (channel) =>
        (await mayKnow(directory, reader, channel))
          ? await journal.requestsIn(channel, which, most)
          : [],
      ),
    );
    return await Promise.all(ids.flat().map(knownAs));
  }

  async function knownAs(id: string): Promise<Known> {
    const [events, postings] = await Promise.all([journal.read(id), journal.postings(id)]);
    return { request: fold(events), card: cardOf(postings) };
  }
}
