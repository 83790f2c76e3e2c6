import { askedAndApproved, type Journey } from '../journey.ts';

/** A bot that has died starts, finds what it left behind, and is killed at every call of that. */
export const STARTS: readonly Journey[] = [
  {
    name: 'start with a card that nobody knows of',
    dies: { call: 'announcer.postCard', nth: 1, when: 'after' },
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
  },
  {
    name: 'start with an approval',
    dies: { call: 'journal.append', nth: 2, when: 'after' },
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
  },
  {
    name: 'start with an attempt that was not sent',
    dies: { call: 'journal.append', nth: 3, when: 'after' },
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
  },
  {
    name: 'start with a DELETE under way',
    dies: { call: 'dds cancel', nth: 1, when: 'handled' },
    play: (cast) => askedAndApproved(cast, 'Cancelled'),
  },
];
