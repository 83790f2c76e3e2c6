import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JournalEvent } from '../../../src/sandbox/witness/journal-event.ts';
import { witness } from '../../../src/sandbox/witness/witness.ts';
import { MAYA, OMAR, openStage, type Stage, TOMO } from '../../journeys/stage.ts';
import { evidenceOf } from '../../torture/evidence-of.ts';
import { cardOf, type Draft, deleteIn, eventOf, later, messageOf, requestAt } from './run.ts';

const POLICY = {
  ...{ requiredApprovals: 1, callsPerMinute: 60, callTimeoutMs: 10_000, onTheWayMs: 2_000 },
  ...{ approvers: [MAYA, OMAR], emergencyApproval: true },
};
const DRY = 0;
const ALONE = 1;
const REASON = 'all others asleep';

let good: Draft;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    env: { DRY_RUN: 'on', APPROVERS: POLICY.approvers.join(), EMERGENCY_APPROVAL: 'on' },
  });
  const { slack, task } = stage;
  const dry = await stage.ask();
  await stage.press(OMAR, 'Approve', dry);
  await stage.trailSays(dry, 'the cancellation was left out');
  await slack.until(() => stage.cardNow(dry).includes('Closed: dry run'));
  await stage.restart({ DRY_RUN: 'off' });
  const alone = await stage.ask();
  await stage.press(MAYA, 'Approve', alone);
  const { id } = await slack.until(() => slack.openViewOf(MAYA));
  await slack.submitView(MAYA, id, {
    ...{ reason: { reason: REASON }, confirmation: { confirmation: task.jobId.slice(-4) } },
  });
  await stage.trailSays(alone, 'DDS confirmed the cancellation');
  await slack.until(() => stage.cardNow(alone).includes('EMERGENCY: Cancelled'));
  good = (await evidenceOf(stage, stage.env['DATABASE_PATH'] ?? '', POLICY)) as Draft;
}, 60_000);
afterAll(() => stage.close());

test('a dry run and an emergency approval in which all went well leave the witness nothing to say', () => {
  expect(witness(good)).toEqual([]);
});

type Break = readonly [what: string, breaks: (draft: Draft) => void, named: RegExp];

const BREAKS: readonly Break[] = [
  ['a DELETE in a dry run', (it) => dryDelete(it), /came in a dry run/],
  [
    'a DELETE from a bot in dry run, whatever was asked',
    (it) => void Object.assign(it.policy, { dryRunSince: new Date(0) }),
    /came from a bot in dry run/,
  ],
  [
    'an attempt in a dry run',
    (it) => void it.journal.splice(2, 1, event(it, DRY, 3, { event: 'attempted' })),
    /attempted follows approved/,
  ],
  [
    'a real request that ended as a dry run',
    (it) => {
      for (const seq of [1, 2]) Reflect.deleteProperty(eventOf(it, DRY, seq), 'dryRun');
    },
    /it ended as a dry run, and was none/,
  ],
  [
    'an approval of what was shown as a dry run that is not marked as one',
    (it) => void Reflect.deleteProperty(eventOf(it, DRY, 2), 'dryRun'),
    /an approval of what was shown as a dry run counts as one of a cancellation/,
  ],
  [
    'a DELETE on an approval as a dry run',
    (it) => void Object.assign(eventOf(it, ALONE, 2), { dryRun: true }),
    /came in a dry run/,
  ],
  [
    'a message that hides it',
    (it) => edit(it, DRY, 2, 'Dry run: ', ''),
    /is not what approved says/,
  ],
  [
    'a message that claims it of a real request',
    (it) => edit(it, ALONE, 1, 'UTC: ', 'UTC: Dry run: '),
    /is not what requested says/,
  ],
  [
    'a card that hid it for a while',
    (it) => reword(it, DRY, 0, /Dry run: /g),
    /does not say that it is a dry run/,
  ],
  [
    'a card that says that nothing is sent, once something was',
    (it) => reword(it, ALONE, -1, /$/, ' DDS is sent no cancellation.'),
    /that DDS is sent nothing, after a DELETE was/,
  ],
  [
    'an emergency where it is off',
    (it) => void Object.assign(it.policy, { emergencyApproval: false }),
    /U0MAYA may not have emergency_approved/,
  ],
  [
    'its DELETE',
    (it) => void Object.assign(it.policy, { emergencyApproval: false }),
    /came without 1 approvals/,
  ],
  [
    'an emergency of somebody else',
    (it) => void Object.assign(eventOf(it, ALONE, 2), { by: OMAR }),
    /U0OMAR may not have emergency_approved/,
  ],
  [
    'an emergency of somebody who may not approve',
    (it) => void Object.assign(it.policy, { approvers: [OMAR, TOMO] }),
    /U0MAYA may not have emergency_approved/,
  ],
  [
    'an emergency without a reason',
    (it) => void Object.assign(eventOf(it, ALONE, 2), { reason: '' }),
    /gives no reason/,
  ],
  [
    'an emergency that is not told in the channel',
    (it) => void Object.assign(messageOf(it, ALONE, 2), { reply_broadcast: false }),
    /event 2: its message is not shown in the channel/,
  ],
  [
    'an emergency told without its reason',
    (it) => edit(it, ALONE, 2, REASON, 'x'),
    /is not what emergency_approved says/,
  ],
  [
    'a card that is quiet about it at the end',
    (it) => reword(it, ALONE, -1, /EMERGENCY: /g),
    /does not say EMERGENCY, who and why/,
  ],
];

describe('the witness names what is broken', () => {
  test.each(BREAKS)('%s', (_, breaks, named) => {
    const draft = structuredClone(good);
    breaks(draft);
    expect(witness(draft)).toContainEqual(expect.stringMatching(named));
  });
});

function event(draft: Draft, place: number, seq: number, patch: object): JournalEvent {
  return { ...eventOf(draft, place, seq), ...patch };
}

/** The DELETE was of the dry run, at the moment when it was left out. */
function dryDelete(draft: Draft): void {
  const at = later(eventOf(draft, DRY, 2).at, 1);
  Object.assign(deleteIn(draft), { at, userAgent: `dds-cancel/${requestAt(draft, DRY)}` });
}

function edit(draft: Draft, place: number, seq: number, what: string, instead: string): void {
  const message = messageOf(draft, place, seq);
  Object.assign(message, { text: message.text.replace(what, instead) });
}

function reword(draft: Draft, place: number, version: number, what: RegExp, instead = ''): void {
  const shown = cardOf(draft, place).versions.at(version);
  if (shown !== undefined) Object.assign(shown, { text: shown.text.replace(what, instead) });
}
