import { describe, expect, test } from '@jest/globals';
import { checkView } from '../../../src/sandbox/slack/block-kit/check-view.ts';
import { objectsIn } from '../../../src/sandbox/slack/block-kit/walk.ts';
import { cardView } from '../../../src/slack/views/card.ts';
import { emergencyModal, readEmergency } from '../../../src/slack/views/emergency-modal.ts';
import { readPressedCard } from '../../../src/slack/views/pressed-card.ts';
import { trailView } from '../../../src/slack/views/trail.ts';
import { english } from '../../../src/slack/words/en.ts';
import { type Act, afterNoon, approved, asked, aTask, attempted } from '../../request/events.ts';
import { aRequest, STATES } from '../../request/facts.ts';
import { APPROVERS, askedFor, CONSOLE, faultsOf, HOSTILE, LONG, toldBy } from './foreign.ts';

const FACTS = { approvers: APPROVERS, consoleUrl: CONSOLE, now: afterNoon(100) };
const DRY = asked({ dryRun: true });
const DRY_END: Act = ['bot', 70, { event: 'closed', reason: 'dry run', status: 'Pending' }];
const ALONE: Act = ['U_ASKER', 60, { event: 'emergency_approved', revision: 1, reason: 'asleep' }];

function cardOf(...acts: readonly Act[]) {
  return cardView(english, toldBy(acts).request, FACTS);
}

function trailOf(...acts: readonly Act[]): string {
  const { request, event } = toldBy(acts);
  return trailView(english, request, event, CONSOLE).text;
}

describe('a dry run', () => {
  const untried = STATES.filter((state) => !aRequest(state).everAttempted);

  test.each(untried)('is said on the card, in `text` and on top (%s)', (state) => {
    const { text, blocks } = cardView(english, aRequest(state, DRY), FACTS);
    expect(text).toMatch(/^Dry run: /);
    expect(JSON.stringify(blocks)).toContain('DDS is sent no cancellation');
    expect(JSON.stringify(blocks)).not.toContain('the bot cancels');
  });

  test('is said by every message of the trail', () => {
    expect(trailOf(DRY)).toMatch(/^12:00:00 UTC: Dry run: <@U_ASKER> asked/);
    expect(trailOf(DRY, approved())).toMatch(/^12:01:00 UTC: Dry run: <@U_LEAD> approved/);
    expect(trailOf(DRY, approved(), DRY_END)).toBe(
      '12:01:10 UTC: Dry run: DDS listed the task as Pending. This request was a dry run, so the cancellation was left out. ' +
        `This bot sent no cancellation. It was about the change of instance class (RESIZE_FLAVOR) of orders-db (${aTask().instanceId}) in ap-southeast-1, task ${aTask().id}.`,
    );
  });

  test('has nothing to try again', () => {
    const { blocks } = cardView(english, aRequest('not cancelled', DRY), FACTS);
    expect(JSON.stringify(blocks)).not.toContain('try_again');
  });

  test('ends as a card that says who approved, and that nothing was sent', () => {
    const { text } = cardOf(DRY, approved(), DRY_END);
    expect(text).toContain('Closed: dry run');
    expect(text).toContain('<@U_LEAD> approved at 2026-01-31 12:01 UTC. At 2026-01-31 12:01 UTC');
    expect(text).toContain('DDS was sent no cancellation');
  });
});

describe('an emergency approval', () => {
  test('stays on the card to the end, with who and why', () => {
    const end: Act = ['bot', 70, { event: 'cancelled', how: 'confirmed', callId: null }];
    for (const acts of [[], [attempted()], [attempted(), end]]) {
      const { text } = cardOf(asked(), ALONE, ...acts);
      expect(text).toMatch(/^EMERGENCY: /);
      expect(text).toContain('EMERGENCY: <@U_ASKER> approved their own request');
      expect(text).toContain('asleep');
    }
  });

  test('that became void is on the card no more', () => {
    const task = aTask({ kind: 'REBOOT' });
    expect(cardOf(asked(), ALONE, ['bot', 70, { event: 'task_changed', task }]).text).not.toContain(
      'EMERGENCY',
    );
  });

  test('is offered in words only where it is possible', () => {
    const { request } = toldBy([asked()]);
    const approvers = { ...APPROVERS, emergencyApproval: true };
    expect(cardView(english, request, { ...FACTS, approvers }).text).toContain(
      'not <@U_ASKER>, who asks, unless alone in an emergency.',
    );
    expect(cardView(english, request, FACTS).text).not.toContain('emergency');
  });
});

describe('the modal of an emergency approval', () => {
  const pressed = {
    ...{ request: '3861199d-c196-4791-bcd0-b45fde754f50', revision: 3 },
    card: { channel: 'C_OPS', ts: '1769860800.000100' },
  };
  const modal = emergencyModal(english, pressed, aRequest('pending'));
  const secret = modal.private_metadata ?? '';
  const typed = (why: string | null, end: string | null) =>
    readEmergency(
      english,
      { reason: { reason: { value: why } }, confirmation: { confirmation: { value: end } } },
      secret,
    );

  test.each([
    ['plain', aTask().id],
    ['hostile', HOSTILE],
    ['long', LONG],
  ])('is a view that Slack takes, without a bare "Cancel" (%s)', (_what, text) => {
    const { request } = toldBy([askedFor(text, { id: aTask().id })]);
    expect(checkView(emergencyModal(english, pressed, request))).toEqual([]);
  });

  test('says what follows, and of what', () => {
    const said = JSON.stringify(modal.blocks);
    for (const part of ['EMERGENCY', 'no un-cancel', aTask().id, 'orders-db'])
      expect(said).toContain(part);
    expect(JSON.stringify(emergencyModal(english, pressed, aRequest('pending', DRY)))).toContain(
      'Dry run: ',
    );
  });

  test('carries which card it is about', () => {
    expect(readPressedCard(secret)).toEqual(pressed);
  });

  test('takes a reason and the last four characters of the task id, in any case', () => {
    expect(typed(' all asleep ', ' 4F50 ')).toEqual({ reason: 'all asleep' });
  });

  test.each([
    ['', '4f50', ['reason']],
    ['why', '4f5', ['confirmation']],
    ['why', '', ['confirmation']],
    [null, null, ['reason', 'confirmation']],
  ])('names every field that is wrong: %j, %j', (why, end, fields) => {
    const read = typed(why, end);
    expect('errors' in read ? Object.keys(read.errors) : []).toEqual(fields);
  });

  test('confirms nothing where there is nothing to compare with', () => {
    const values = {
      reason: { reason: { value: 'why' } },
      confirmation: { confirmation: { value: '' } },
    };
    for (const wrong of ['', ' ', 'x y '])
      expect(readEmergency(english, values, wrong)).toMatchObject({ errors: {} });
  });
});

describe('the state of the instance', () => {
  const at = '2026-01-31T12:00:00.000Z';
  const withFacts = (status: string, actions: string[]) =>
    cardOf(asked({ instance: { at, facts: { status, actions } } })).text;

  test('is told with what runs on it, and when that was read', () => {
    expect(withFacts('normal', [])).toContain(
      'Instance state: normal; nothing ran on it (read at 2026-01-31 12:00 UTC).',
    );
    expect(withFacts('abnormal', ['BACKUP', 'REBOOT'])).toContain(
      'abnormal; running on it: BACKUP, REBOOT (read at',
    );
  });

  test('is said not to have been read, where it was not', () => {
    expect(cardOf(asked({ instance: { at, facts: null } })).text).toContain(
      'normal; what runs on it could not be read (tried at 2026-01-31 12:00 UTC).',
    );
    expect(cardOf(asked()).text).toContain('Instance state: normal.');
  });

  test('is not told of another instance once the task is one of it', () => {
    const task = aTask({ instanceId: '0'.repeat(32) });
    const facts = { status: 'normal', actions: ['BACKUP'] };
    const { text } = cardOf(asked({ instance: { at, facts } }), approved(), [
      ...(['bot', 70, { event: 'task_changed', task }] as const),
    ]);
    expect(text).not.toContain('BACKUP');
  });

  test('breaks no limit, whatever DDS says', () => {
    const facts = { status: LONG, actions: Array.from({ length: 500 }, () => HOSTILE) };
    expect(faultsOf(cardOf(asked({ instance: { at, facts } })))).toEqual([]);
  });
});

test('while approvals are missing, card and trail say how many, and who approved so far', () => {
  const acts = [asked({ required: 3 }), approved('U_A', 60)];
  expect(cardOf(...acts).text).toContain('Approvals: 1 of 3 (so far <@U_A>; waiting for 2 more).');
  expect(trailOf(...acts)).toBe('12:01:00 UTC: <@U_A> approved (1 of 3). 2 more were needed.');
});

test.each([
  [asked(), 'Once approved, the bot cancels this scheduled task at DDS. There is no un-cancel.'],
  [asked({ required: 2 }), 'With 2 approvals the bot cancels this scheduled task at DDS.'],
  [asked({ required: 2, dryRun: true }), 'Dry run: With 2 approvals the bot reads'],
])('what follows an approval is said before it, no more than is true: %#', (opening, words) => {
  expect(JSON.stringify(cardOf(opening).blocks)).toContain(words);
});

test.each(STATES)('every button of a card that is %s has a label for screen readers', (state) => {
  for (const { type, accessibility_label } of objectsIn(
    cardView(english, aRequest(state), FACTS).blocks,
  ))
    if (type === 'button') expect(String(accessibility_label)).toMatch(/^[A-Z].{10,74}$/);
});

test('an approval that could not be carried out in time says so, and where to look', () => {
  const expired: Act = ['bot', 3600, { event: 'closed', reason: 'expired', status: null }];
  expect(trailOf(asked(), approved(), expired)).toContain(
    'This bot sent no cancellation. It had been approved, and could not be carried out in time. There is no un-cancel. See the <',
  );
  expect(trailOf(asked({ required: 2 }), approved(), expired)).not.toContain('had been approved');
});
