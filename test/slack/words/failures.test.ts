import { describe, expect, test } from '@jest/globals';
import { orInWords } from '../../../src/slack/listeners/doubt.ts';
import { cardView } from '../../../src/slack/views/card.ts';
import { trailView } from '../../../src/slack/views/trail.ts';
import { asText } from '../../../src/slack/views/write.ts';
import { english } from '../../../src/slack/words/en.ts';
import type { Sentence } from '../../../src/slack/words/sentence.ts';
import { AskedFault } from '../../../src/workflow/asked-fault.ts';
import { JournalFault } from '../../../src/workflow/journal-fault.ts';
import { approved, asked, attempted, NOON } from '../../request/events.ts';
import { aFault, aRequest } from '../../request/facts.ts';
import { APPROVERS, toldBy } from '../views/foreign.ts';

const UNREAD = [{ target: 'ledger', fault: aFault() }];
const SETTLED = { answer: 'refused', refusal: { because: 'decided already' } } as const;

function inText(sentence: Sentence | null): string {
  return asText([sentence ?? []]);
}

function cardOf(state: 'unknown' | 'not cancelled'): string {
  const facts = { approvers: APPROVERS, consoleUrl: null, now: NOON };
  return cardView(english, aRequest(state), facts).text;
}

function trailOf(...acts: Parameters<typeof toldBy>[0]): string {
  const { request, event } = toldBy(acts);
  return trailView(english, request, event, null).text;
}

const KNOWN = (state: 'unknown' | 'not cancelled') => [
  { request: aRequest(state), card: null, link: null },
];

/** Everything that is said where something is unknown, failed, or is out of reach. */
const FAILURES: Readonly<Record<string, string>> = {
  'the card, unknown': cardOf('unknown'),
  'the card, not cancelled': cardOf('not cancelled'),
  'the trail, unknown': trailOf(asked(), approved(), attempted(), [
    ...(['bot', 70, { event: 'unknown', fault: aFault() }] as const),
  ]),
  'the trail, not cancelled': trailOf(asked(), approved(), attempted(), [
    ...(['bot', 70, { event: 'not_cancelled', status: 'Pending', fault: null }] as const),
  ]),
  'the trail, approved and too late': trailOf(asked(), approved(), [
    ...(['bot', 3600, { event: 'closed', reason: 'expired', status: null }] as const),
  ]),
  'the trail, no card': trailOf(asked(), [
    ...(['bot', 1, { event: 'closed', reason: 'card not posted', status: null }] as const),
  ]),
  'a direct message': inText(english.undeliverable(aRequest('unknown'), 'is_archived', null)),
  'a late click, unknown': inText(
    english.pressedInWords({ ...SETTLED, request: aRequest('unknown') }),
  ),
  'a late click, not cancelled': inText(
    english.pressedInWords({ ...SETTLED, request: aRequest('not cancelled') }),
  ),
  'check again': inText(english.pressedInWords({ answer: 'still unknown' })),
  'check again, DDS not read': inText(
    english.pressedInWords({ answer: 'not read', target: 'main', fault: aFault() }),
  ),
  'check again, no target': inText(
    english.pressedInWords({ answer: 'not read', target: 'main', fault: null }),
  ),
  'a card that Slack has not confirmed': inText(
    english.pressedInWords({ answer: 'card in doubt' }),
  ),
  'status, unknown': asText(english.statusInWords(KNOWN('unknown'), false, 'C_OPS')),
  'history, not cancelled': asText(english.historyInWords(KNOWN('not cancelled'), false)),
  'no target could be read': inText(
    english.submittedInWords(
      { answer: 'not found', lookbackDays: 30, without: [], unread: UNREAD },
      null,
    ),
  ),
  'no list could be read': inText(
    english.offersTitle({ offers: [], unread: UNREAD }, { emergencyApproval: false }),
  ),
  'the card not posted': inText(
    english.submittedInWords({ answer: 'card not posted', error: 'is_archived' }, null),
  ),
  'no form': inText(english.noModal()),
  'Slack in doubt': inText(english.doubtInWords()),
  'no journal to write': inText(english.journalFaultInWords('written')),
  'no journal to read': inText(english.journalFaultInWords('read')),
  'a stop': inText(english.cutOffInWords()),
  'a fault of ours': inText(english.faultOfOursInWords()),
  'a fault of ours, once it is asked': inText(english.askedFaultInWords()),
};

describe('where something is unknown, failed or out of reach', () => {
  test.each(Object.entries(FAILURES))(
    'a person is told where to go, and what is for good: %s',
    (_, said) => {
      expect(said).toContain('DDS &gt; Task Center &gt; Scheduled Tasks');
      expect(said).toMatch(/no un-cancel/);
    },
  );
});

describe('a fault is told by where it came', () => {
  const toldOf = async (fault: Error): Promise<string> => {
    const doubt = {
      words: english,
      isDoubt: () => false,
      log: () => undefined,
      cutOff: new AbortController().signal,
    };
    return orInWords(doubt, () => Promise.reject(fault), inText);
  };

  test('before anything was journaled nothing was done', async () => {
    expect(await toldOf(new Error('ours'))).toContain('nothing was done with this');
    expect(await toldOf(new JournalFault('written', 'SQLITE_FULL'))).toContain(
      'nothing was decided',
    );
  });

  test('after the request was journaled it is asked for, whatever broke', async () => {
    for (const cause of [new Error('ours'), new JournalFault('read', 'SQLITE_IOERR')]) {
      const said = await toldOf(new AskedFault('r1', { cause }));
      expect(said).toContain('Your request is written down');
      expect(said).not.toMatch(/nothing was/);
    }
  });
});

describe('where an approver may approve alone in an emergency', () => {
  const at = { target: 'north', approvers: ['U_A'], more: false };
  const list = { offers: [{ task: aRequest('pending').task, open: null }], unread: [] };
  const said = (emergencyApproval: boolean) => ({
    help: asText(english.helpInWords({ emergencyApproval })),
    here: asText(english.helpHereInWords({ required: 1, targets: [at] }, { emergencyApproval })),
    list: inText(english.offersTitle(list, { emergencyApproval })),
  });

  test.each(['help', 'here', 'list'] as const)(
    '%s does not say that it always takes two',
    (part) => {
      expect(said(true)[part]).toMatch(
        /(second person|somebody else).*, unless an approver who asks/,
      );
      expect(said(false)[part]).not.toContain('unless');
    },
  );
});
