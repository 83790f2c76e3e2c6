import type { ModalView } from '@slack/types';
import type { Refusal } from '../../../src/request/decide.ts';
import type { WrongId } from '../../../src/slack/command-text.ts';
import type { Carried } from '../../../src/slack/views/asking/aim.ts';
import { formModal } from '../../../src/slack/views/asking/form.ts';
import { offersModal, toldModal, whereModal } from '../../../src/slack/views/asking/modals.ts';
import { offersContent, pageOf } from '../../../src/slack/views/asking/offers.ts';
import { cardView } from '../../../src/slack/views/card.ts';
import { emergencyModal, readEmergency } from '../../../src/slack/views/emergency-modal.ts';
import {
  linesAsContent,
  notedDryRun,
  type PrivateContent,
} from '../../../src/slack/views/private.ts';
import { readReason, rejectModal } from '../../../src/slack/views/reject-modal.ts';
import { trailView } from '../../../src/slack/views/trail.ts';
import type { Words } from '../../../src/slack/words/languages.ts';
import type { Sentence } from '../../../src/slack/words/sentence.ts';
import type { Submitted } from '../../../src/workflow/submit.ts';
import { afterNoon, asked, NOON } from '../../request/events.ts';
import { aRequest, STATES } from '../../request/facts.ts';
import {
  APPROVERS,
  aFaultOf,
  askedFor,
  aTaskOf,
  CONSOLE,
  storiesOf,
  toldBy,
} from '../views/foreign.ts';
import { answersWith, refusals } from './every-answer.ts';

/** Everything that can reach a screen, with this text wherever foreign text can be. */
export interface EveryView {
  /** Of the channel and of one person. */
  readonly messages: readonly PrivateContent[];
  readonly modals: readonly ModalView[];
  /** What is shown under the fields of modals. */
  readonly errors: readonly string[];
}

const LINK = `https://example.com/${'p'.repeat(100)}`;
const PRESSED = { request: 'r1', revision: 1, card: { channel: 'C_OPS', ts: '1.1' } };
const CARRY: Carried = { aim: { for: 'list', page: 1, ids: [] }, from: 'C_OPS' };

export function everyView(words: Words, text: string): EveryView {
  const { modals, errors } = everyModal(words, text);
  const lists = [...offersOf(words, text)];
  return {
    messages: [...inChannel(words, text), ...toOnePerson(words, text), ...lists],
    modals: [...modals, ...lists.map(({ blocks }) => offersModal(words, blocks, CARRY))],
    errors,
  };
}

/** Cards and trails: each state, each event, each mode. */
function inChannel(words: Words, text: string): PrivateContent[] {
  const requests = [
    ...STATES.map((state) => aRequest(state)),
    ...storiesOf(text).map((acts) => toldBy(acts).request),
    toldBy([askedFor(text, { kind: `UPGRADE${text}`, plannedStart: null })]).request,
  ];
  const users = Array.from({ length: 1000 }, (_, index) => `U${index}000000`);
  const approvers = [APPROVERS, { ...APPROVERS, users, emergencyApproval: true }];
  const later = afterNoon(100);
  return [
    ...requests.flatMap((request) =>
      [request, { ...request, dryRun: true, required: 9 }].flatMap((taken) =>
        approvers.map((list) =>
          cardView(words, taken, { approvers: list, consoleUrl: CONSOLE, now: later }),
        ),
      ),
    ),
    ...storiesOf(text).map((acts) => {
      const { request, event } = toldBy(acts);
      return trailView(words, request, event, CONSOLE, APPROVERS);
    }),
  ];
}

function toOnePerson(words: Words, text: string): PrivateContent[] {
  const { request } = toldBy([askedFor(text)]);
  const known = (length: number) =>
    Array.from({ length }, () => ({ request, card: null, link: LINK }));
  const undone = { request: aRequest('unknown'), card: null, link: null };
  const sentences: readonly (Sentence | null)[] = [
    ...answersWith(text).map((submitted) => words.submittedInWords(submitted, LINK)),
    ...answersWith(text).map((submitted) => lookedAt(words, submitted)),
    ...refusals().flatMap((refusal: Refusal) =>
      [request, ...STATES.map((state) => aRequest(state))].map((one) =>
        words.pressedInWords({ answer: 'refused', refusal, request: one }),
      ),
    ),
    ...(['not a card', 'card in doubt', 'open already', 'still unknown'] as const).map((answer) =>
      words.pressedInWords({ answer }),
    ),
    words.pressedInWords({ answer: 'no such target', target: text }),
    ...[null, aFaultOf(text)].map((fault) =>
      words.pressedInWords({ answer: 'not read', target: text, fault }),
    ),
    ...(['instance id', 'mention or link', 'too long', 'other'] as WrongId[]).map((wrong) =>
      words.wrongIdInWords(wrong),
    ),
    words.wrongCountInWords(),
    words.withTyped(words.doubtInWords(), text.slice(0, 500)),
    ...[
      words.journalFaultInWords('written'),
      words.askedFaultInWords(),
      words.faultOfOursInWords(),
      words.cutOffInWords(),
    ],
    ...[words.unknownButtonInWords(), words.helpWithoutSlack(), words.noModal()],
    words.notForThem({ answer: 'not for them', kind: 'guest' }),
    words.inDryRun(words.reading()),
    words.undeliverable(request, text, CONSOLE),
  ];
  const rules = [{ emergencyApproval: false }, { emergencyApproval: true }];
  const targets = [
    { target: 'n'.repeat(63), approvers: [], more: false },
    { target: 'm', approvers: ['U_A', 'U_B'], more: true },
  ];
  const lists: readonly (readonly Sentence[])[] = [
    ...rules.map((rule) => words.helpInWords(rule)),
    ...rules.map((rule) => words.helpHereInWords({ required: 2, targets }, rule)),
    words.helpHereInWords({ obstacle: { answer: 'archived' } }, { emergencyApproval: false }),
    ...[0, 1, 20].map((length) => words.statusInWords(known(length), length > 1, 'C_HERE')),
    ...[0, 1, 20].map((length) => words.historyInWords(known(length), length > 1)),
    words.statusInWords([undone], false, 'C_OPS'),
  ];
  const contents = [...sentences.flatMap((one) => (one === null ? [] : [[one]])), ...lists];
  return contents.map(linesAsContent).flatMap((one) => [one, notedDryRun(words, one)]);
}

function lookedAt(words: Words, submitted: Submitted): Sentence | null {
  return submitted.answer === 'not found' || submitted.answer === 'not pending'
    ? words.lookedInWords(submitted, null)
    : null;
}

function offersOf(words: Words, text: string): PrivateContent[] {
  const fault = aFaultOf(text);
  const rule = { emergencyApproval: true };
  const open = { card: null };
  const pages: [number, number][] = [
    ...([
      [0, 1],
      [1, 1],
      [30, 1],
      [30, 2],
      [30, 3],
    ] as [number, number][]),
  ];
  return [null, fault].flatMap((read) =>
    pages.map(([count, wanted]) => {
      const offers = Array.from({ length: count }, (_, index) => ({
        task: { ...aTaskOf(text), kind: index === 0 ? `PATCH${text}` : text },
        open: index % 3 === 0 ? open : null,
      }));
      const unread = count === 1 ? [] : [{ target: 'n'.repeat(63), fault: read }];
      const list = { offers, unread, asOf: NOON };
      const { shown, page } = pageOf(list, wanted);
      const linked = shown.map((offer) => ({ ...offer, link: LINK }));
      const lead = words.severalIdsInMessage(20);
      return offersContent(words, list, { shown: linked, page, rule, lead });
    }),
  );
}

function everyModal(words: Words, text: string): Pick<EveryView, 'modals' | 'errors'> {
  const { request } = toldBy([askedFor(text)]);
  const note = words.noIdInMessage();
  const form = { channel: 'C_OPS', reason: text, isReasonRequired: false, note };
  const told = [
    ...[words.noneOfThemPending(20), words.reading(), words.askingNow()],
    words.askedInWords('C_OPS'),
  ];
  const wanted = [null, { answer: 'direct message' } as const].map((obstacle) =>
    words.channelWanted({ answer: 'no channel', obstacle }),
  );
  const nothing = [readReason(words, {}), readEmergency(words, {}, 'x 4f50')];
  const answers = answersWith(text);
  return {
    modals: [
      formModal(words, { ...form, task: aTaskOf(text) }),
      ...told.map((one) => toldModal(words, [words.dryRunNote, one], CARRY)),
      ...wanted.map((why) => whereModal(words, why, CARRY)),
      rejectModal(words, PRESSED),
      ...[request, aRequest('pending', asked({ dryRun: true }))].map((one) =>
        emergencyModal(words, PRESSED, one),
      ),
    ],
    errors: [
      ...nothing.flatMap((read) => ('errors' in read ? Object.values(read.errors) : [])),
      ...answers.flatMap((submitted) => words.wrongField(submitted)?.error ?? []),
      words.wrongChannel({ answer: 'archived' }),
    ],
  };
}
