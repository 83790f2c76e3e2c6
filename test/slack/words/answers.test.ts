import { describe, expect, test } from '@jest/globals';
import type { Refusal } from '../../../src/request/decide.ts';
import type { NotEligible } from '../../../src/request/policy.ts';
import { checkMessage } from '../../../src/sandbox/slack/block-kit/check-message.ts';
import { parseCommandText, type WrongId } from '../../../src/slack/command-text.ts';
import { asText } from '../../../src/slack/views/write.ts';
import { faultInWords } from '../../../src/slack/words/en/fault.ts';
import { english } from '../../../src/slack/words/en.ts';
import type { Sentence } from '../../../src/slack/words/sentence.ts';
import type { Submitted } from '../../../src/workflow/submit.ts';
import { aTask } from '../../request/events.ts';
import { aFault, aRequest, STATES } from '../../request/facts.ts';
import { aFaultOf, askedFor, aTaskOf, HOSTILE, LONG, toldBy } from '../views/foreign.ts';

const { pressedInWords, submittedInWords, wrongIdInWords, undeliverable } = english;

/** The sentence as text, held to what every message must be. */
function said(sentence: Sentence | null): string {
  if (sentence === null) throw new Error('Nothing was said.');
  const text = asText([sentence]);
  expect(checkMessage(undefined, text, { parse: 'none' })).toEqual([]);
  return text;
}

const NOT_ELIGIBLE: readonly NotEligible[] = [
  ...(['channel shared outside', 'guest', 'bot', 'deactivated', 'external', 'not listed'] as const),
];

const UNREAD = { target: 'ledger', fault: aFault() };
const LATE = { target: 'ledger', fault: null };

describe('the requester is told', () => {
  const answers: readonly (readonly [Submitted, string])[] = [
    [{ answer: 'channel not allowed', channels: ['C_A', 'C_B'] }, '<#C_A>, <#C_B>'],
    [{ answer: 'direct message' }, 'a second person'],
    [{ answer: 'archived' }, 'archived'],
    [{ answer: 'bot not in channel' }, '/invite'],
    [{ answer: 'not a member' }, 'not a member of that channel'],
    [{ answer: 'not eligible', why: 'guest' }, 'guests of the workspace may not'],
    [{ answer: 'reason missing' }, '/dds-cancel 3861199d'],
    [{ answer: 'not pending', task: aTask({ status: 'Running' }) }, 'as Running'],
    [{ answer: 'open already', card: null }, 'is open already.'],
    [
      { answer: 'nobody could approve', required: 2, found: 1 },
      'it takes 2, not counting you, and 1',
    ],
    [{ answer: 'card not posted', error: 'is_archived' }, 'is_archived'],
    [{ answer: 'card not posted', error: 'not_in_channel' }, '/invite @dds-cancel'],
    [{ answer: 'not found', lookbackDays: 30, without: ['a'] }, 'in the last 30 days'],
    [{ answer: 'not found', lookbackDays: 30, without: ['a', 'b'] }, 'this id in a, b among'],
    [
      { answer: 'not found', lookbackDays: 30, without: [], unread: [UNREAD] },
      'could not be looked up. I could not read ledger: DDS did not answer in time',
    ],
    [
      { answer: 'not found', lookbackDays: 30, without: ['a', 'b'], unread: [UNREAD] },
      'everywhere; a, b did not list it among those',
    ],
    [{ answer: 'asked', unread: [UNREAD] }, 'takes it. I could not read ledger: DDS did not'],
    [{ answer: 'asked', unread: [LATE] }, 'I did not wait for ledger, which had not answered'],
    [{ answer: 'open already', card: null, unread: [UNREAD] }, 'I could not read ledger'],
    [
      { answer: 'unknown target', target: 'the', targets: ['a', 'b'] },
      'the is no target; there are a, b. If the reason begins with',
    ],
    [{ answer: 'unknown target', target: '', targets: ['a', 'b'] }, 'The name of a target goes'],
    [
      { answer: 'in several targets', taskId: aTask().id, targets: ['a', 'b'] },
      `lists a task with this id: a, b. Say which one is meant, like this: /dds-cancel ${aTask().id} in a`,
    ],
  ];
  test.each(answers)('%j by a sentence with %j', (submitted, part) => {
    expect(said(submittedInWords(submitted, null))).toContain(part);
  });

  test('nothing where the card says it all', () => {
    expect(submittedInWords({ answer: 'asked' }, null)).toBeNull();
  });

  test('of no card as if it were there, as Slack may not have taken it', () => {
    expect(said(submittedInWords({ answer: 'asked', unread: [UNREAD] }, null))).toMatch(
      /^Your request is written down; its card is in the channel, or follows as soon as Slack takes/,
    );
    expect(said(english.askedInWords('C_OPS'))).toContain('written down; its card follows in');
    expect(said(english.askingNow())).toContain('a card in the channel, or a message to you alone');
  });

  test('where the card of an open request is, if there is a link to it', () => {
    const sentence = submittedInWords(
      { answer: 'open already', card: null },
      'https://example.com/p1',
    );
    expect(said(sentence)).toContain('<https://example.com/p1|see its card>');
  });

  test('not that a task does not exist where DDS could not be read', () => {
    const found = { lookbackDays: 30, without: ['a'], unread: [UNREAD] };
    const submitted: Submitted = { answer: 'not found', ...found };
    expect(said(submittedInWords(submitted, null))).not.toContain('no scheduled task with this id');
  });
});

test.each(['instance id', 'mention or link', 'too long', 'other'] as const)(
  'a wrong id (%s) is answered with an example that is itself right',
  (wrong: WrongId) => {
    const example = /\/dds-cancel (.*)$/.exec(said(wrongIdInWords(wrong)))?.[1] ?? '';
    expect(parseCommandText(example, ['a', 'b'])).toMatchObject({ kind: 'ask' });
  },
);

describe('the presser is told', () => {
  const refusals: readonly (readonly [Refusal, string])[] = [
    ...NOT_ELIGIBLE.map((why) => [{ because: 'not eligible', why }, 'You may not decide'] as const),
    [{ because: 'own request' }, 'somebody else must approve'],
    [{ because: 'only in emergency' }, 'in an emergency you may, with a reason'],
    [{ because: 'not your request' }, 'Press Approve cancellation on the card instead'],
    [{ because: 'dry run' }, 'there is nothing to try again'],
    [{ because: 'only the requester' }, 'Only <@U_ASKER>'],
    [{ because: 'older card' }, 'has changed since you saw it'],
    [{ because: 'you approved already' }, 'it takes 1 different people'],
    [{ because: 'expired' }, 'expired at 2026-01-31 13:00 UTC'],
  ];
  test.each(refusals)('%j by a sentence with %j', (refusal, part) => {
    const request = aRequest('pending');
    expect(said(pressedInWords({ answer: 'refused', refusal, request }))).toContain(part);
  });

  test('who was first and what came of it, whatever the state', () => {
    const refusal = { because: 'decided already' } as const;
    const told = STATES.map((state) =>
      said(pressedInWords({ answer: 'refused', refusal, request: aRequest(state) })),
    );
    expect(told.every((text) => text.startsWith('This was settled before your click'))).toBe(true);
    expect(told[STATES.indexOf('rejected')]).toContain('<@U_LEAD> rejected at');
    expect(told[STATES.indexOf('withdrawn')]).toContain('<@U_ASKER> withdrew the request at');
    expect(told[STATES.indexOf('cancelled')]).toContain('DDS confirmed the cancellation');
    const approved = ['approved', 'cancelling', 'cancelled', 'not cancelled', 'unknown', 'retried'];
    for (const state of approved as (typeof STATES)[number][])
      expect(told[STATES.indexOf(state)]).toContain('<@U_LEAD> approved at');
    expect(told[STATES.indexOf('retried')]).toContain('<@U_ASKER> asked to try again at');
  });

  test('nothing where card and trail say it all', () => {
    expect(pressedInWords({ answer: 'done' })).toBeNull();
  });

  test.each(['not a card', 'card in doubt', 'open already', 'still unknown'] as const)(
    'of "%s"',
    (answer) => {
      expect(said(pressedInWords({ answer }))).not.toBe('');
    },
  );

  test('of a target that is gone: that nothing was done, and where a person still can', () => {
    const told = said(pressedInWords({ answer: 'no such target', target: 'ledger' }));
    expect(told).toMatch(/^The target ledger is not in the configuration .* nothing was done/);
    expect(told).toContain('in the console');
  });

  test('of DDS not read again: why, and never that it was read', () => {
    const told = [aFault({ message: 'No answer.' }), null].map((fault) =>
      said(pressedInWords({ answer: 'not read', target: 'ledger', fault })),
    );
    expect(told[0]).toMatch(/^I could not read DDS: DDS .*: No answer\./);
    expect(told[1]).toMatch(/^The target ledger is not in the configuration/);
    for (const text of told) expect(text).not.toContain('I read DDS');
  });
});

test.each([
  ...(['throttled', 'no connection', 'timed out', 'connection lost', 'authentication'] as const),
  ...(['permission', 'not published', 'refused', 'server', 'unreadable'] as const),
])('a fault (%s) is told with its code, its id, and what to do', (kind) => {
  const fault = aFault({ kind, status: 400, code: 'DBS.200001', callId: 'id-7', message: 'No!' });
  expect(said(faultInWords(fault))).toMatch(
    /^[A-Z].* DBS\.200001 \(HTTP 400\): No!, request id id-7\. [A-Z].*\.$/,
  );
});

describe.each([
  ['hostile', HOSTILE],
  ['long', LONG],
])('%s foreign text in an answer', (_what, text) => {
  test('becomes no markup and stays short', () => {
    const { request } = toldBy([askedFor(text)]);
    const refusal = { because: 'decided already' } as const;
    const many = Array.from({ length: 50 }, (_, index) => `a-target-with-a-long-name-${index}`);
    for (const sentence of [
      submittedInWords({ answer: 'not pending', task: aTaskOf(text) }, null),
      submittedInWords({ answer: 'card not posted', error: text }, null),
      submittedInWords(
        {
          ...{ answer: 'not found', lookbackDays: 1, without: many },
          unread: many.map((target) => ({ target, fault: aFaultOf(text) })),
        },
        null,
      ),
      submittedInWords({ answer: 'unknown target', target: text, targets: many }, null),
      pressedInWords({ answer: 'refused', refusal, request }),
      undeliverable(request, text, null),
    ])
      expect(said(sentence).length).toBeLessThan(4000);
  });
});

test('a requester who cannot be told in the channel is told where, of what, and how it stands', () => {
  const text = said(undeliverable(aRequest('cancelled'), 'is_archived', 'https://example.com/c'));
  for (const part of ['<#C_OPS>', 'is_archived', 'orders-db', aTask().id, 'Cancelled', 'console'])
    expect(text).toContain(part);
});
