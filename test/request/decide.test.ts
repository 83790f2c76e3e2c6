import { describe, expect, test } from '@jest/globals';
import { type Command, decide, type PeopleFacts } from '../../src/request/decide.ts';
import { fold } from '../../src/request/fold.ts';
import { afterNoon, approved, asked, story } from './events.ts';
import { aRequest, STATES } from './facts.ts';

const FREE: PeopleFacts = { notEligible: null, lapsed: [], emergencyApproval: false };
const GUEST: PeopleFacts = { ...FREE, notEligible: 'guest' };
const EMERGENCY: PeopleFacts = { ...FREE, emergencyApproval: true };

type Does = Command['do'];
const DOES: readonly Does[] = [
  ...(['approve', 'approve in emergency', 'reject', 'withdraw', 'try again'] as const),
];

function commandOf(does: Does, by: string, revision = 1): Command {
  const hasReason = does === 'reject' || does === 'approve in emergency';
  return hasReason ? { do: does, by, revision, reason: 'no' } : { do: does, by, revision };
}

/** What came of it in one word: the event's name, or why not. */
function outcome(...args: Parameters<typeof decide>): string {
  const decision = decide(...args);
  return 'append' in decision ? decision.append.event : decision.refuse.because;
}

/** Exactly what may be done in each state, by whom; everything else must be refused. */
const ALLOWED: Readonly<Record<string, string>> = {
  'pending approve U_B': 'approved',
  'pending reject U_B': 'rejected',
  'pending reject U_ASKER': 'rejected',
  'pending withdraw U_ASKER': 'withdrawn',
  'approved reject U_B': 'rejected',
  'approved reject U_ASKER': 'rejected',
  'approved withdraw U_ASKER': 'withdrawn',
  'not cancelled try again U_B': 'retried',
  'not cancelled try again U_ASKER': 'retried',
};
const ALLOWED_TO_A_GUEST: Readonly<Record<string, string>> = {
  'pending withdraw U_ASKER': 'withdrawn',
  'approved withdraw U_ASKER': 'withdrawn',
  'not cancelled try again U_ASKER': 'retried',
};

function allowedIn(facts: PeopleFacts, now: Date): Record<string, string> {
  const cases = STATES.flatMap((state) =>
    DOES.flatMap((does) => ['U_ASKER', 'U_B'].map((by) => ({ state, does, by }))),
  );
  const done = cases.flatMap(({ state, does, by }) => {
    const decision = decide(aRequest(state), commandOf(does, by), facts, now);
    return 'append' in decision ? [[`${state} ${does} ${by}`, decision.append.event]] : [];
  });
  return Object.fromEntries(done) as Record<string, string>;
}

describe('over all states, commands and people', () => {
  test('exactly these commands of eligible people do something', () => {
    expect(allowedIn(FREE, afterNoon(100))).toEqual(ALLOWED);
  });

  test('who is not eligible may only take back or repeat an own request', () => {
    expect(allowedIn(GUEST, afterNoon(100))).toEqual(ALLOWED_TO_A_GUEST);
  });

  test('where emergency approval is on, exactly one more: an own pending request', () => {
    const alone = { 'pending approve in emergency U_ASKER': 'emergency_approved' };
    expect(allowedIn(EMERGENCY, afterNoon(100))).toEqual({ ...ALLOWED, ...alone });
    expect(allowedIn({ ...GUEST, emergencyApproval: true }, afterNoon(100))).toEqual(
      ALLOWED_TO_A_GUEST,
    );
    expect(allowedIn(EMERGENCY, afterNoon(3600))).toEqual({});
  });

  test('nothing does anything from the moment of expiry on', () => {
    expect(allowedIn(FREE, afterNoon(3600))).toEqual({});
    expect(allowedIn(FREE, new Date(afterNoon(3600).getTime() - 1))).toEqual(ALLOWED);
  });

  test('a button of another revision does nothing, whatever the state', () => {
    for (const state of STATES)
      for (const does of DOES)
        for (const revision of [0, 2])
          expect(
            outcome(aRequest(state), commandOf(does, 'U_ASKER', revision), FREE, afterNoon(100)),
          ).toMatch(/^(older card|decided already)$/);
  });

  test('whoever presses on an older card is sent to the new one only while there is something to decide', () => {
    const pressed = (state: (typeof STATES)[number], now = afterNoon(100)) =>
      outcome(aRequest(state), commandOf('approve', 'U_B', 2), FREE, now);
    expect(pressed('pending')).toBe('older card');
    expect(pressed('rejected')).toBe('decided already');
    expect(pressed('cancelled')).toBe('decided already');
    expect(pressed('pending', afterNoon(3600))).toBe('expired');
  });
});

describe('why not', () => {
  const pending = aRequest('pending');
  test.each([
    ['approve', 'U_ASKER', FREE, 100, 'own request'],
    ['approve', 'U_B', GUEST, 100, 'not eligible'],
    ['approve', 'U_B', FREE, 3600, 'expired'],
    ['approve', 'U_ASKER', EMERGENCY, 100, 'only in emergency'],
    ['approve', 'U_ASKER', { ...EMERGENCY, notEligible: 'guest' }, 100, 'own request'],
    ['approve in emergency', 'U_ASKER', FREE, 100, 'own request'],
    ['approve in emergency', 'U_B', EMERGENCY, 100, 'not your request'],
    ['approve in emergency', 'U_ASKER', { ...EMERGENCY, notEligible: 'guest' }, 1, 'not eligible'],
    ['withdraw', 'U_B', FREE, 100, 'only the requester'],
    ['reject', 'U_B', GUEST, 100, 'not eligible'],
    ['try again', 'U_B', FREE, 100, 'decided already'],
  ] as const)('%s by %s with %j at %d s is refused: %s', (does, by, facts, at, because) => {
    expect(outcome(pending, commandOf(does, by), facts, afterNoon(at))).toBe(because);
  });

  test('an approval by the requester is refused though eligible, also as the last of several', () => {
    const request = fold(story([asked({ required: 2 }), approved('U_A')]));
    expect(outcome(request, commandOf('approve', 'U_ASKER'), FREE, afterNoon(100))).toBe(
      'own request',
    );
  });

  test('the reason of not being eligible is passed on', () => {
    expect(decide(pending, commandOf('approve', 'U_B'), GUEST, afterNoon(1))).toEqual({
      refuse: { because: 'not eligible', why: 'guest' },
    });
  });
});

describe('an approval', () => {
  const halfWay = fold(story([asked({ required: 2 }), approved('U_A'), approved('U_Z')]));
  const oneOfTwo = fold(story([asked({ required: 2 }), approved('U_A')]));

  test('counts once for each person', () => {
    expect(outcome(oneOfTwo, commandOf('approve', 'U_A'), FREE, afterNoon(100))).toBe(
      'you approved already',
    );
    expect(outcome(halfWay, commandOf('approve', 'U_B'), FREE, afterNoon(100))).toBe(
      'decided already',
    );
  });

  test('names the revision it is for and the earlier approvers who lapsed, nobody else', () => {
    const facts = { ...FREE, lapsed: ['U_A', 'U_STRANGER'] };
    expect(decide(oneOfTwo, commandOf('approve', 'U_B'), facts, afterNoon(100))).toEqual({
      append: { event: 'approved', revision: 1, dropped: ['U_A'] },
    });
  });

  test('after the task changed is for the new card only', () => {
    const task = { ...oneOfTwo.task, kind: 'REBOOT' };
    const changed = fold(
      story([
        asked({ required: 1 }),
        approved('U_A'),
        ['bot', 70, { event: 'task_changed', task }],
      ]),
    );
    expect(outcome(changed, commandOf('approve', 'U_B', 1), FREE, afterNoon(100))).toBe(
      'older card',
    );
    expect(decide(changed, commandOf('approve', 'U_B', 2), FREE, afterNoon(100))).toEqual({
      append: { event: 'approved', revision: 2, dropped: [] },
    });
  });
});
