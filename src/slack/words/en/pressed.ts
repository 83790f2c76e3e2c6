import type { CancelRequest } from '../../../request/cancel-request.ts';
import type { Refusal } from '../../../request/decide.ts';
import type { JournalUse } from '../../../workflow/journal-fault.ts';
import type { Pressed } from '../../../workflow/press.ts';
import { type Sentence, say, utc } from '../sentence.ts';
import { standing } from './card.ts';
import { IF_IT_CANNOT_WAIT, seeConsole, seeForYourself } from './console.ts';
import { faultInWords } from './fault.ts';
import { whyNot } from './submitted.ts';

/** What the presser is told, and nobody else. `null` where card and trail say it all. */
export function pressedInWords(pressed: Pressed): Sentence | null {
  switch (pressed.answer) {
    case 'done':
      return null;
    case 'refused':
      return refusalInWords(pressed.refusal, pressed.request);
    case 'not a card':
      return say`This button does not belong to a request that I know. Nothing was done.`;
    case 'card in doubt':
      return say`Slack has not confirmed this card to me yet, so nothing was done. Press again in half a minute. ${IF_IT_CANNOT_WAIT}`;
    case 'open already':
      return say`Another request for this task is open by now. Nothing was done.`;
    case 'no such target':
      return say`${noSuchTarget(pressed.target)}, so nothing can be sent there, and nothing was done with this. ${IF_IT_CANNOT_WAIT}`;
    case 'still unknown':
      return say`I read DDS again, and it still cannot be told whether the task was cancelled. ${seeForYourself(null)}`;
    case 'not read':
      return say`${whyNotRead(pressed)} So it still cannot be told whether the task was cancelled. ${seeForYourself(null)}`;
    default:
      return pressed satisfies never;
  }
}

function noSuchTarget(target: string): Sentence {
  return say`The target ${target} is not in the configuration of this bot any more`;
}

function whyNotRead({ target, fault }: Extract<Pressed, { answer: 'not read' }>): Sentence {
  return fault === null
    ? say`${noSuchTarget(target)}, so I did not read DDS.`
    : say`I could not read DDS: ${faultInWords(fault)}`;
}

/** With what was typed in a modal that is gone, so that it need not be typed again. */
export function withTyped(sentence: Sentence, typed: string): Sentence {
  return say`${sentence} You had typed: ${typed}`;
}

/** Nothing was decided, because Slack could not be asked about the people. */
export function doubtInWords(): Sentence {
  return say`I could not check with Slack who may do this, so nothing was done. Try again in a moment. ${IF_IT_CANNOT_WAIT}`;
}

/** Nothing was decided, because what was decided before could not be read, or this not written down. */
export function journalFaultInWords(use: JournalUse): Sentence {
  const guess = use === 'written' ? ' (a full disk?)' : '';
  return say`My journal cannot be ${use}, so nothing was decided and nothing was done with this. Try again in a minute; for whoever runs the bot, /readyz and the log say more${guess}. ${IF_IT_CANNOT_WAIT}`;
}

/** The request is in the journal; a fault of the bot's own came after that. */
export function askedFaultInWords(): Sentence {
  return say`Your request is written down, and then something broke on my side, so I cannot say whether its card is posted. I go on with it by myself: look for the card in the channel, or ask /dds-cancel status. ${IF_IT_CANNOT_WAIT}`;
}

/** The bot stops, and cannot wait for what this comes to. */
export function cutOffInWords(): Sentence {
  return say`I had to stop before this was finished. What the channel shows is what counts: if what you wanted is not there in a minute, try again. ${IF_IT_CANNOT_WAIT}`;
}

/** Nothing was done, because of a fault of the bot's own. */
export function faultOfOursInWords(): Sentence {
  return say`Something broke on my side, and nothing was done with this. Try again in a moment; the log of the bot says more. ${IF_IT_CANNOT_WAIT}`;
}

/** A button that this version does not have. */
export function unknownButtonInWords(): Sentence {
  return say`This button is from another version of the bot and does nothing any more.`;
}

function refusalInWords(refusal: Refusal, request: CancelRequest): Sentence {
  switch (refusal.because) {
    case 'not eligible':
      return say`You may not decide this request: ${whyNot(refusal.why)}.`;
    case 'own request':
      return say`You asked for this cancellation yourself; somebody else must approve it.`;
    case 'only in emergency':
      return say`You asked for this cancellation yourself. Somebody else should approve it; in an emergency you may, with a reason: press Approve cancellation again.`;
    case 'not your request':
      return say`Only who asked can approve in an emergency. Press Approve cancellation on the card instead.`;
    case 'only the requester':
      return say`Only ${{ user: request.requester }}, who asked, can withdraw this request.`;
    case 'older card':
      return say`Something on this card has changed since you saw it. Read it again, then decide. Nothing was done.`;
    case 'you approved already':
      return say`You have approved this request already; it takes ${request.required} different people.`;
    case 'expired':
      return say`This request expired at ${utc(request.expiresAt)}. Nothing was done.`;
    case 'dry run':
      return say`This is a dry run: DDS is sent no further cancellation, so there is nothing to try again.`;
    case 'decided already':
      return say`This was settled before your click, and your click changed nothing. ${standing(request, NOBODY)}${whereTold(request)}`;
    default:
      return refusal satisfies never;
  }
}

/** The card names the console below how it stands; here nothing else does. */
function whereTold({ state }: CancelRequest): Sentence {
  return state === 'unknown' || state === 'not cancelled' ? say` ${seeConsole(null)}` : [];
}

const NOBODY = {
  users: [],
  groups: [],
  channelMembers: false,
  mention: false,
  emergencyApproval: false,
};
