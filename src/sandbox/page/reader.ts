import type { WorldView } from './api-types.ts';
import type { Reader } from './slack-date.ts';

/** The person acted as, as a reader of dates. */
export function readerOf({ people, as, clock }: WorldView): Reader {
  return { now: new Date(clock.now), zone: people.find(({ id }) => id === as)?.zone };
}
