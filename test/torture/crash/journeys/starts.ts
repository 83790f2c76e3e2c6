import { askedAndApproved, type Journey } from '../journey.ts';
import type { Point } from '../point.ts';

/** A bot that has died starts, finds what it left behind, and is killed at every call of that. */
export const STARTS: readonly Journey[] = [
  startWith('a card that nobody knows of', { call: 'announcer.postCard', nth: 1, when: 'after' }),
  startWith('an approval', { call: 'journal.append', nth: 2, when: 'after' }),
  startWith('an attempt that was not sent', { call: 'journal.append', nth: 3, when: 'after' }),
  startWith('a DELETE under way', { call: 'dds cancel', nth: 1, when: 'handled' }),
];

function startWith(what: string, dies: Point): Journey {
  return {
    ...{ name: `start with ${what}`, dies },
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
  };
}
