import type { NewChannel, NewPerson } from '../slack/world.ts';

/** The people of the sandbox, all invented. */
export const PEOPLE = {
  requester: { id: 'U0MAYA', name: 'maya', real_name: 'Maya Lind', tz: 'Europe/Stockholm' },
  approver: { id: 'U0OMAR', name: 'omar', real_name: 'Omar Reyes', tz: 'Europe/Madrid' },
  secondApprover: { id: 'U0IRIS', name: 'iris', real_name: 'Iris Okafor', tz: 'Africa/Lagos' },
  colleague: { id: 'U0TOMO', name: 'tomo', real_name: 'Tomo Sato', tz: 'Asia/Tokyo' },
  guest: {
    id: 'U0GWEN',
    name: 'gwen',
    real_name: 'Gwen Hart',
    tz: 'Europe/London',
    kind: 'guest (multi-channel)',
  },
  external: {
    id: 'U0EZRA',
    name: 'ezra',
    real_name: 'Ezra Vogel',
    tz: 'America/New_York',
    kind: 'external',
  },
} as const satisfies Record<string, NewPerson>;

/** The user group whose members may approve. */
export const ONCALL = {
  id: 'S0ONCALL',
  handle: 'oncall',
  users: [PEOPLE.approver.id, PEOPLE.secondApprover.id],
} as const;

const { requester, approver, secondApprover, colleague, guest, external } = PEOPLE;

export const CHANNELS = {
  /** Where everybody of the workspace asks. */
  ops: {
    id: 'C0DBOPS',
    name: 'db-ops',
    members: [requester.id, approver.id, secondApprover.id, colleague.id, guest.id],
  },
  payments: {
    id: 'C0DBPAY',
    name: 'db-payments',
    private: true,
    members: [requester.id, approver.id, secondApprover.id],
  },
  /** Shared with another organisation, so nothing may be approved in it. */
  vendor: {
    id: 'C0VENDOR',
    name: 'vendor-db',
    ext_shared: true,
    members: [requester.id, approver.id, secondApprover.id, external.id],
  },
} as const satisfies Record<string, NewChannel>;
