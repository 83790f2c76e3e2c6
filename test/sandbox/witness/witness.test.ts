import { beforeAll, describe, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { MAYA, TOMO } from '../../journeys/stage.ts';
import * as run from './run.ts';
import {
  CANCELLED,
  type Draft,
  deleteIn,
  eventOf,
  messageOf,
  requestAt,
  STARTED,
  WITHDRAWN,
} from './run.ts';

let good: Draft;
beforeAll(async () => {
  good = await run.goodRun();
});

type Break = readonly [what: string, breaks: (draft: Draft) => void, named: RegExp];

test('a run in which all went well leaves the witness nothing to say', () => {
  expect(witness(good)).toEqual([]);
});

const HOURS = 5 * 3_600_000;

const JOURNAL: readonly Break[] = [
  [
    'a hash that is wrong',
    (it) => void Object.assign(eventOf(it, 0, 2), { hash: '0'.repeat(64) }),
    /its hash is/,
  ],
  [
    'data changed',
    (it) => void Object.assign(eventOf(it, 0, 1), { reason: 'other' }),
    /its hash is not that/,
  ],
  [
    'a link that is wrong',
    (it) => void Object.assign(eventOf(it, 1, 1), { prev: '' }),
    /its prev is not the hash/,
  ],
  ['an event cut out', (it) => void it.journal.splice(1, 1), /event 3: it is number 2/],
  ['time going back', (it) => setAt(it, 2, '2020-01-01T00:00:00.000Z'), /before that of the last/],
  ['a line that is no event', (it) => void it.journal.push({} as never), /is no event/],
  [
    'somebody approving who may in other targets only',
    (it) =>
      void Object.assign(it.policy, { approversOf: { [eventOf(it, 0, 1).target ?? '']: [] } }),
    /may not have approved/,
  ],
  ['an own request approved', (it) => setBy(it, 2, MAYA), /U0MAYA may not have approved/],
  ['a stranger approving', (it) => setBy(it, 2, TOMO), /U0TOMO may not have approved/],
  [
    'another card approved',
    (it) => void Object.assign(eventOf(it, CANCELLED, 2), { revision: 2 }),
    /for revision 2 of the card/,
  ],
  [
    'a decision after the end',
    (it) => void it.journal.push({ ...eventOf(it, STARTED, 3), seq: 4, event: 'attempted' }),
    /attempted follows closed/,
  ],
  ['an end that never came', (it) => dropEvent(it, CANCELLED, 4), /is stuck in cancelling/],
  ['an expiry that never came', (it) => dropEvent(it, WITHDRAWN, 2, HOURS), /is still pending/],
];

const DDS: readonly Break[] = [
  ['one DELETE more', (it) => addDelete(it, 60_000), /was sent once more/],
  ['a DELETE after the end', (it) => addDelete(it, 60_000), /came while it was cancelled/],
  ['a DELETE beside another', (it) => addDelete(it, 0), /could still be under way/],
  [
    'a second DELETE before the first one, without an answer, is over',
    (it) => {
      deleteIn(it).status = 'reset';
      addDelete(it, 9_000);
    },
    /could still be under way/,
  ],
  [
    'a second DELETE within the margin after the deadline of the first one',
    (it) => {
      deleteIn(it).status = 'reset';
      addDelete(it, 13_900);
    },
    /could still be under way/,
  ],
  ['a fourth attempt', (it) => attempt(it, 4), /attempt 4 on one decision/],
  [
    'a DELETE at another target',
    (it) => void Object.assign(deleteIn(it), { target: 'elsewhere' }),
    /went to elsewhere, and not to ap-southeast-1/,
  ],
  [
    'a DELETE of nobody',
    (it) => void Object.assign(deleteIn(it), { userAgent: 'dds-cancel/0' }),
    /belongs to no request/,
  ],
  ['a DELETE after withdrawal', (it) => moveDelete(it, WITHDRAWN), /came while it was withdrawn/],
  [
    'a DELETE of another task',
    (it) => void Object.assign(deleteIn(it), { jobId: '0'.repeat(32) }),
    /not of the task approved/,
  ],
  ['a DELETE unapproved', (it) => void it.journal.splice(1, 1), /came without 1 approvals/],
  [
    'one approval of two',
    (it) => void Object.assign(it.policy, { requiredApprovals: 2 }),
    /without 2 approvals/,
  ],
  [
    'a DELETE after expiry',
    (it) =>
      void Object.assign(eventOf(it, CANCELLED, 1), { expiresAt: eventOf(it, CANCELLED, 1).at }),
    /came after the request had expired/,
  ],
  [
    'a DELETE that was not journaled',
    (it) => dropEvent(it, CANCELLED, 3),
    /came while it was approved/,
  ],
  [
    'one cancellation more',
    (it) => void it.dds.cancellations.push(run.found(it.dds.cancellations[0])),
    /cancelled a second time/,
  ],
  ['a cancellation out of nothing', (it) => void it.dds.calls.splice(0), /was by no DELETE/],
  ['a rule of DDS broken', (it) => void it.dds.violations.push('two'), /DDS: two/],
  [
    'too many calls',
    (it) => void Object.assign(it.dds, { fullestWindow: 61 }),
    /61 calls of DDS within 60 s/,
  ],
];

describe('the witness names what is broken', () => {
  test.each([...JOURNAL, ...DDS])('%s', (_, breaks, named) => {
    const draft = structuredClone(good);
    breaks(draft);
    expect(witness(draft)).toContainEqual(expect.stringMatching(named));
  });
});

test('a second DELETE may follow once the margin is over, and a decision has three attempts', () => {
  const named = (breaks: (draft: Draft) => void) => {
    const draft = structuredClone(good);
    breaks(draft);
    return witness(draft).filter((fault) => /under way|on one decision/.test(fault));
  };
  const again = (draft: Draft) => {
    attempt(draft, 6);
    draft.journal.splice(5, 0, { ...eventOf(draft, CANCELLED, 2), event: 'retried' });
  };
  expect(named((draft) => attempt(draft, 3))).toEqual([]);
  expect(named(again)).toEqual([]);
  expect(
    named((draft) => {
      deleteIn(draft).status = 'reset';
      Reflect.deleteProperty(deleteIn(draft), 'finishedAt');
      addDelete(draft, 14_000);
    }),
  ).toEqual([]);
});

function setAt(draft: Draft, seq: number, at: string): void {
  eventOf(draft, CANCELLED, seq).at = at;
}

function setBy(draft: Draft, seq: number, by: string): void {
  eventOf(draft, CANCELLED, seq).by = by;
}

/** The event and its message never were; so much time has passed since. */
function dropEvent(draft: Draft, place: number, seq: number, ms = 0): void {
  const { slack, journal } = draft;
  slack.messages.splice(slack.messages.indexOf(messageOf(draft, place, seq)), 1);
  journal.splice(journal.indexOf(eventOf(draft, place, seq)), 1);
  draft.at = run.later(draft.at, ms);
}

/** The DELETE was of this request, and came at its end. */
function moveDelete(draft: Draft, place: number): void {
  const at = run.later(eventOf(draft, place, 2).at, 1);
  Object.assign(deleteIn(draft), { at, userAgent: `dds-cancel/${requestAt(draft, place)}` });
}

/** So many attempts in all, and the end after them. */
function attempt({ journal, ...draft }: Draft, count: number): void {
  const one = eventOf({ journal, ...draft }, CANCELLED, 3);
  const more = Array.from({ length: count - 1 }, () => structuredClone(one));
  journal.splice(journal.indexOf(one), 0, ...more);
}

function addDelete(draft: Draft, ms: number): void {
  const one = deleteIn(draft);
  draft.dds.calls.push({ ...one, at: run.later(one.at, ms), requestId: 'again' });
}
