import { beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { IRIS, MAYA, OMAR, TOMO } from '../../journeys/stage.ts';
import * as run from './run.ts';
import { type Draft, eventOf, messageOf, WAITING, WATCHED } from './run.ts';

let good: Draft;
beforeAll(async () => {
  good = await run.waitingRun();
});

test('a run in which nobody decides anything leaves the witness nothing to say', () => {
  expect(witness(good)).toEqual([]);
  expect(eventOf(good, WATCHED, 3)).toMatchObject({ event: 'closed', reason: 'started' });
  expect(good.journal.at(-1)?.request).toBe(run.requestAt(good, WAITING));
});

type Break = readonly [what: string, breaks: (draft: Draft) => void, named: RegExp];

const BREAKS: readonly Break[] = [
  [
    'a second reminder',
    (it) => void it.journal.push({ ...eventOf(it, WAITING, 2), seq: 3 }),
    /was reminded of 2 times/,
  ],
  [
    'a reminder by a person',
    (it) => void Object.assign(eventOf(it, WAITING, 2), { by: OMAR }),
    /U0OMAR may not have reminded/,
  ],
  [
    'a reminder of what had expired',
    (it) => void Object.assign(eventOf(it, WAITING, 1), { expiresAt: eventOf(it, WAITING, 2).at }),
    /reminded after the request had expired/,
  ],
  [
    'somebody notified who may not approve',
    (it) => say(it, OMAR, TOMO),
    /U0TOMO could not approve/,
  ],
  [
    'somebody notified who may approve in other targets only',
    (it) =>
      void Object.assign(it.policy, {
        approversOf: { [eventOf(it, WAITING, 1).target ?? '']: [] },
      }),
    /U0OMAR could not approve/,
  ],
  ['the requester notified', (it) => say(it, OMAR, MAYA), /U0MAYA could not approve/],
  ['another count of approvals', (it) => say(it, '0 of 1', '1 of 1'), /is not what reminded says/],
  [
    'another expiry',
    (it) => say(it, /open until \S+/, 'open until 2020'),
    /not what reminded says/,
  ],
  [
    'a reason that does not fit what DDS listed',
    (it) => void Object.assign(eventOf(it, WATCHED, 3), { reason: 'finished' }),
    /closed as finished, and DDS listed Running/,
  ],
  [
    'a status that DDS never held',
    (it) => {
      const message = messageOf(it, WATCHED, 3);
      message.text = message.text.replace('Running', 'Frozen');
    },
    /is untrue: DDS held/,
  ],
  [
    'a card that a bot in dry run left as it was',
    (it) => void Object.assign(it.policy, { dryRunSince: it.at }),
    /waits for approval as “Cancel this scheduled task\?”, and the bot is in dry run/,
  ],
  [
    'a card that says dry run of a bot that cancels',
    (it) => dryHeader(it),
    /waits for approval as “Dry run: .*”, and the bot is not in dry run/,
  ],
  [
    'a request that waits for a task that has started',
    startLongAgo,
    /still waits, and DDS has held/,
  ],
];

test.each(BREAKS)('the witness names %s', (_, breaks, named) => {
  const draft = structuredClone(good);
  breaks(draft);
  expect(witness(draft)).toContainEqual(expect.stringMatching(named));
});

test('who may approve in this target may be notified, whoever may in others', () => {
  const draft = structuredClone(good);
  const target = eventOf(good, WAITING, 1).target ?? '';
  Object.assign(draft.policy, { approvers: [], approversOf: { [target]: [OMAR, IRIS] } });
  expect(witness(draft)).toEqual([]);
});

function say(draft: Draft, was: string | RegExp, is: string): void {
  const message = messageOf(draft, WAITING, 2);
  message.text = message.text.replace(was, is);
}

function dryHeader(draft: Draft): void {
  const card = run.cardOf(draft, WAITING);
  for (const shown of [card, ...card.versions])
    shown.blocks = JSON.parse(
      JSON.stringify(shown.blocks).replace('"Cancel this', '"Dry run: Cancel this'),
    );
}

function startLongAgo(draft: Draft): void {
  const taskId = eventOf(draft, WAITING, 1).task?.id;
  const { history } = run.found(draft.dds.tasks.find(({ jobId }) => jobId === taskId));
  history.push({ at: draft.at, status: 'Running' });
  draft.at = run.later(draft.at, 11 * 60_000);
}
