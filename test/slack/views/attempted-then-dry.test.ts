import { describe, expect, test } from '@jest/globals';
import { shownBy } from '../../../src/request/dry-run.ts';
import { fold } from '../../../src/request/fold.ts';
import { cardView } from '../../../src/slack/views/card.ts';
import { emergencyModal } from '../../../src/slack/views/emergency-modal.ts';
import { linesAsContent, notedDryRun } from '../../../src/slack/views/private.ts';
import { trailView } from '../../../src/slack/views/trail.ts';
import { asText } from '../../../src/slack/views/write.ts';
import { english } from '../../../src/slack/words/en.ts';
import {
  type Act,
  afterNoon,
  approved,
  asked,
  aTask,
  attempted,
  story,
} from '../../request/events.ts';
import { APPROVERS } from './foreign.ts';

const DRY = { dryRun: true };
/** What stands above a list, and speaks of what the bot does by now. */
const OF_THE_BOT =
  'while the bot is in dry run, tasks are read and approved as usual, and DDS is sent no cancellation';
const NOT_CANCELLED: Act = ['bot', 300, { event: 'not_cancelled', status: 'Pending', fault: null }];
const FACTS = { approvers: APPROVERS, consoleUrl: null, now: afterNoon(900) };

/** A real attempt, then another task under the same id, which people decide on anew. */
const TRIED = [asked(), approved(), attempted()];
const TO_DECIDE: readonly Act[] = [
  ...[...TRIED, NOT_CANCELLED, ['U_ASKER', 310, { event: 'retried' }] as const],
  ['bot', 320, { event: 'task_changed', task: aTask({ kind: 'REBOOT' }) }],
];
const AS_DRY_RUN: readonly Act[] = [
  ...TO_DECIDE,
  ['U_LEAD', 400, { event: 'approved', revision: 2, dropped: [], dryRun: true }],
];

const STANDS: readonly (readonly [string, readonly Act[]])[] = [
  ['attempted', TRIED],
  ['listed as Canceled', [...TRIED, listed('Canceled', 70)]],
  ['not cancelled', [...TRIED, NOT_CANCELLED]],
  ['unknown', [...TRIED, ['bot', 300, { event: 'unknown', fault: null }]]],
  ['to be tried again', [...TRIED, NOT_CANCELLED, ['U_ASKER', 310, { event: 'retried' }]]],
  ['to be decided anew', TO_DECIDE],
  ['approved as a dry run', AS_DRY_RUN],
  ['approved as a dry run, and listed as Canceled', [...AS_DRY_RUN, listed('Canceled', 410)]],
  ['approved as a dry run, and not cancelled', [...AS_DRY_RUN, listed('Pending', 410)]],
  ['rejected', [...TO_DECIDE, ['U_LEAD', 400, { event: 'rejected', reason: 'no' }]]],
  ['withdrawn', [...TO_DECIDE, ['U_ASKER', 400, { event: 'withdrawn' }]]],
  ['expired', [...TO_DECIDE, ['bot', 3600, { event: 'closed', reason: 'expired', status: null }]]],
];

function listed(status: string, seconds: number): Act {
  return status === 'Canceled'
    ? ['bot', seconds, { event: 'cancelled', how: 'listed', callId: null }]
    : ['bot', seconds, { event: 'not_cancelled', status, fault: null }];
}

/** Everything that a bot in dry run says of the request, in any place. */
function everywhere(acts: readonly Act[]): readonly string[] {
  const events = story(acts);
  const request = fold(events);
  const shown = shownBy(DRY, request);
  const known = [{ request, card: null, link: null }];
  const lists = [
    english.statusInWords(known, false, request.channel),
    english.historyInWords(known, false),
  ].map((lines) => notedDryRun(english, linesAsContent(lines)));
  const pressed = { request: request.id, revision: 1, card: { channel: 'C_OPS', ts: '1.1' } };
  const trail = events.map((event, index) =>
    trailView(english, fold(events.slice(0, index + 1)), event, null),
  );
  return [
    JSON.stringify(cardView(english, shown, FACTS)),
    asText([english.undeliverable(shown, 'is_archived', null)]),
    JSON.stringify(emergencyModal(english, pressed, shown).blocks),
    ...lists.map((content) => JSON.stringify(content)),
    ...trail.map((content) => JSON.stringify(content)),
  ];
}

describe.each(STANDS)('of a request that something was sent for, %s,', (_how, acts) => {
  test('a bot in dry run never says that nothing was or is sent', () => {
    for (const said of everywhere(acts))
      expect(said.replaceAll(OF_THE_BOT, '')).not.toContain('no cancellation');
  });

  test('what came of it is not said as of a dry run', () => {
    for (const said of everywhere(acts))
      expect(said).not.toMatch(/Dry run: \W*(?:Cancelled|Not cancelled|Outcome unknown)/);
  });
});

test('what is to be decided anew says that no further one is sent', () => {
  const shown = shownBy(DRY, fold(story(TO_DECIDE)));
  const { text } = cardView(english, shown, FACTS);
  expect(text).toMatch(/^Dry run: Cancel this scheduled task\?/);
  expect(text).toContain('DDS is sent no further cancellation. Earlier attempts are told in the');
  expect(english.consequenceOf(shown)).toContain('sends DDS no further cancellation');
});
