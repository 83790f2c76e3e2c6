import type { NotEligible } from '../../../request/policy.ts';
import type { Submitted } from '../../../workflow/submit.ts';
import { HISTORY_COUNT, type WrongId } from '../../command-text.ts';
import { channels, cut, type Sentence, say } from '../sentence.ts';
import { IF_IT_CANNOT_WAIT } from './console.ts';
import { inSeveral, notFound, unknownTarget, unreadInWords } from './looked-up.ts';
import { instanceInWords, kindInWords } from './task.ts';

/** A command as it can be copied. */
export const EXAMPLE = '/dds-cancel 3861199d-c196-4791-bcd0-b45fde754f50 resize at the wrong time';

/** What the requester is told, and nobody else; `null` where the card says it all, or will. `link` leads to the card of an open request. */
export function submittedInWords(submitted: Submitted, link: string | null): Sentence | null {
  const { unread = [] } = submitted;
  if (submitted.answer === 'not found') return notFound(submitted);
  if (submitted.answer === 'asked')
    return unread.length === 0 ? null : say`${WRITTEN_DOWN} ${unreadInWords(unread)}`;
  const sentence = answerInWords(submitted, link);
  return unread.length === 0 ? sentence : say`${sentence} ${unreadInWords(unread)}`;
}

/** Said whether Slack has taken the card or not yet. */
const WRITTEN_DOWN =
  'Your request is written down; its card is in the channel, or follows as soon as Slack takes it.';

type OtherAnswer = Exclude<Submitted, { answer: 'asked' | 'not found' }>;

function answerInWords(submitted: OtherAnswer, link: string | null): Sentence {
  switch (submitted.answer) {
    case 'channel not allowed':
      return say`Requests are not made in this channel. Use one of these: ${channels(submitted.channels)}.`;
    case 'direct message':
      return say`A request needs a channel where a second person can see and approve it. Type the command there.`;
    case 'archived':
      return say`This channel is archived, so no card can be posted here. Type the command in another one.`;
    case 'bot not in channel':
      return NOT_A_MEMBER;
    case 'not a member':
      return say`You are not a member of that channel. Join it, or ask in one of yours.`;
    case 'not eligible':
      return say`You may not ask for a cancellation here: ${whyNot(submitted.why)}. Nothing was asked of DDS.`;
    case 'reason missing':
      return say`A reason is asked for here. Type it after the id, like this: ${EXAMPLE}`;
    case 'unknown target':
      return unknownTarget(submitted);
    case 'in several targets':
      return inSeveral(submitted);
    case 'not pending':
      return notPending(submitted);
    case 'open already':
      return openAlready(link);
    case 'nobody could approve':
      return say`Nobody could approve this here: it takes ${submitted.required}, not counting you, and ${submitted.found} in this channel may approve. Type the command in a channel of theirs, or invite them.`;
    case 'card not posted':
      return notPosted(submitted);
    default:
      return submitted satisfies never;
  }
}

const NOT_A_MEMBER = say`I am not a member of this channel, so I could not post here. Type /invite @dds-cancel, then the command again; in a group message that is not possible: use a channel.`;
/** What Slack answers to a card where the bot is not a member, should it not have said so before. */
const NOT_A_MEMBER_ERRORS: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found']);

/** Why somebody may not ask or approve; goes on after a colon. */
export function whyNot(why: NotEligible): string {
  switch (why) {
    case 'channel shared outside':
      return 'this channel is shared with another organisation';
    case 'guest':
      return 'guests of the workspace may not';
    case 'bot':
      return 'bots may not';
    case 'deactivated':
      return 'the account is deactivated';
    case 'external':
      return 'people of another organisation may not';
    case 'not listed':
      return 'you are not on the list';
    default:
      return why satisfies never;
  }
}

/** What was wrong with the text of the command, and a right one. */
export function wrongIdInWords(wrong: WrongId): Sentence {
  return say`${WRONG[wrong]} Like this: ${EXAMPLE}`;
}

/** A number after `history` that there cannot be. */
export function wrongCountInWords(): Sentence {
  return say`That is no number of outcomes that I can list: 1 to ${HISTORY_COUNT.most}. Like this: /dds-cancel history ${HISTORY_COUNT.usual}`;
}

const WRONG: Readonly<Record<WrongId, string>> = {
  'instance id': 'That is the id of an instance or a node, not of a scheduled task.',
  'mention or link': 'That is a mention or a link, not the id of a scheduled task.',
  'too long': 'That is too long for the id of a scheduled task.',
  other:
    'That is not the id of a scheduled task: one is 32 hexadecimal digits, or 36 characters with dashes.',
};

function notPending({ task }: Extract<Submitted, { answer: 'not pending' }>): Sentence {
  return say`DDS lists this task (${kindInWords(task)} of ${instanceInWords(task)}) as ${cut(task.status, 60)}. Only a Pending task can be cancelled, so nothing was asked for.`;
}

function openAlready(link: string | null): Sentence {
  const where = link === null ? say`.` : say`: ${{ link, text: 'see its card' }}.`;
  return say`A request for this task is open already${where}`;
}

function notPosted({ error }: Extract<Submitted, { answer: 'card not posted' }>): Sentence {
  if (NOT_A_MEMBER_ERRORS.has(error)) return NOT_A_MEMBER;
  return say`Slack did not take the card (${cut(error, 100)}), so the request is closed. Nothing was sent to DDS. ${IF_IT_CANNOT_WAIT}`;
}
