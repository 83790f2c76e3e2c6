import type { Refusal } from '../../src/request/decide.ts';
import type { Pressed } from '../../src/workflow/press.ts';
import type { Submitted } from '../../src/workflow/submit.ts';
import { type Act, sawOtherwise } from './act.ts';
import { isUndone, type Standing } from './standing.ts';
import { unless } from './unless.ts';

/** What an answer may rest on: all that was so at any moment from the click to it. */
export interface Meanwhile {
  readonly now: Date;
  /** Every standing of the request, from the one at the click on. */
  readonly standings: readonly Standing[];
  readonly eligible: { readonly could: boolean; readonly couldNot: boolean };
  /** Whether emergency approval is on. */
  readonly emergency: boolean;
  /** Whether an event of such an act was journaled that no other act was answered for. */
  readonly isJournaled: boolean;
  /** Whether Slack had not answered for the card at some moment. */
  readonly isCardInDoubt: boolean;
  /** Whether another request held the task at some moment. */
  readonly isTaken: boolean;
}

/** What is wrong with what the presser is told: it must have been so, and of a state that was. */
export function wrongWithAnswer(act: Act, pressed: Pressed, meanwhile: Meanwhile): string[] {
  const { isJournaled, isCardInDoubt, isTaken } = meanwhile;
  switch (pressed.answer) {
    case 'done':
      return unless(isJournaled || isRead(act, meanwhile), 'nothing was done');
    case 'refused':
      return wrongRefusal(act, pressed, meanwhile);
    case 'card in doubt':
      return unless(isCardInDoubt, 'the card was known');
    case 'open already':
      return unless(isTaken && act.does === 'try again', 'no other request held the task');
    case 'still unknown':
    case 'not read':
      return unless(
        has(meanwhile, 'unknown') && act.does === 'check again',
        'it was never unknown',
      );
    default:
      return ['the card was one'];
  }
}

/** *Check again* journals what DDS says under the name of the bot. */
function isRead({ does }: Act, meanwhile: Meanwhile): boolean {
  return does === 'check again' && has(meanwhile, 'unknown');
}

function has({ standings }: Meanwhile, state: Standing['state']): boolean {
  return standings.some((standing) => standing.state === state);
}

function wrongRefusal(
  act: Act,
  { refusal, request }: Extract<Pressed, { answer: 'refused' }>,
  meanwhile: Meanwhile,
): string[] {
  const standing = meanwhile.standings.find(({ seq }) => seq === request.seq);
  if (standing === undefined) return [`told how it stood at event ${request.seq}`];
  const isSo =
    standing.state === request.state && standing.approvers.join() === request.approvers.join();
  return [
    ...unless(isSo, `told that it is ${request.state}, and it was ${standing.state}`),
    ...unless(
      isRefusable(act, refusal.because, standing, meanwhile),
      `refused as “${refusal.because}” while it was ${standing.state}`,
    ),
  ];
}

/** Whether this is a reason at all, of those that there may be several of. */
function isRefusable(
  act: Act,
  because: Refusal['because'],
  standing: Standing,
  meanwhile: Meanwhile,
): boolean {
  return REASONS[because](act, standing, meanwhile);
}

const REASONS: Readonly<
  Record<Refusal['because'], (act: Act, standing: Standing, meanwhile: Meanwhile) => boolean>
> = {
  'older card': (act, { revision, dryRun }) =>
    act.revision !== revision || sawOtherwise(act, dryRun),
  'decided already': ({ does }, standing) => !isOpenTo(does, standing),
  expired: (_act, { expiresAt }, { now }) => now >= expiresAt,
  'own request': ({ does, user }, { requester }, { emergency, eligible }) =>
    user === requester &&
    ((does === 'approve' && (!emergency || eligible.couldNot)) ||
      (does === 'approve in emergency' && !emergency)),
  'only in emergency': ({ does, user }, { requester }, { emergency }) =>
    does === 'approve' && user === requester && emergency,
  'not your request': ({ does, user }, { requester }) =>
    does === 'approve in emergency' && user !== requester,
  'you approved already': ({ does, user }, { approvers }) =>
    does === 'approve' && approvers.includes(user),
  'only the requester': ({ does, user }, { requester }) =>
    does === 'withdraw' && user !== requester,
  'dry run': ({ does, life }, { dryRun }) => does === 'try again' && (dryRun || life.dryRun),
  'not eligible': ({ does }, _standing, { eligible }) => eligible.couldNot && does !== 'withdraw',
};

function isOpenTo(does: Act['does'], standing: Standing): boolean {
  switch (does) {
    case 'approve':
    case 'approve in emergency':
      return standing.state === 'pending';
    case 'try again':
      return standing.state === 'not cancelled';
    case 'check again':
      return standing.state === 'unknown';
    default:
      return isUndone(standing);
  }
}

/** What is wrong with the answer to a command; `isShort`: too few could approve at some moment. */
export function wrongWithCommand(
  { answer }: Submitted,
  { isTaken, isJournaled }: Pick<Meanwhile, 'isTaken' | 'isJournaled'>,
  held: { readonly pending: boolean; readonly other: boolean; readonly missing: boolean },
  isShort: boolean,
): string[] {
  switch (answer) {
    case 'asked':
    case 'card not posted':
      return unless(isJournaled && held.pending, 'nothing was journaled');
    case 'open already':
      return unless(isTaken, 'no other request held the task');
    case 'not pending':
      return unless(held.other, 'DDS held it as Pending');
    case 'not found':
      return unless(held.missing, 'DDS held it');
    case 'nobody could approve':
      return unless(isShort, 'enough people could approve');
    default:
      return [`it was answered with ${answer}`];
  }
}
