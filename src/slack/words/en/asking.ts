import type { Obstacle } from '../../../workflow/admission.ts';
import type { Looked, NoEntry } from '../../../workflow/picker.ts';
import type { Submitted } from '../../../workflow/submit.ts';
import { type Sentence, say } from '../sentence.ts';
import { IF_IT_CANNOT_WAIT } from './console.ts';
import { submittedInWords, whyNot } from './submitted.ts';

/** What is wrong with the channel chosen in a modal; plain text, as Slack shows it under the field. */
export function wrongChannel(obstacle: Obstacle): string {
  switch (obstacle.answer) {
    case 'channel not allowed':
      return 'Requests are not made in this channel. Choose another one.';
    case 'direct message':
      return 'Choose a channel, where a second person can see and approve it.';
    case 'archived':
      return 'This channel is archived. Choose another one.';
    case 'bot not in channel':
      return 'I am not in this channel. Type /invite @dds-cancel there, then submit again.';
    case 'not a member':
      return 'You are not a member of this channel. Join it, or choose one of yours.';
    case 'not eligible':
      return `You may not ask here: ${whyNot(obstacle.why)}.`;
    default:
      return obstacle satisfies never;
  }
}

/** The field of the modal to mend, and how; `null` where no field is at fault. */
export function wrongField(
  submitted: Submitted,
): { readonly field: 'channel' | 'reason'; readonly error: string } | null {
  switch (submitted.answer) {
    case 'reason missing':
      return { field: 'reason', error: 'Say why in a few words; a reason is asked for here.' };
    case 'nobody could approve':
      return {
        field: 'channel',
        error: `Nobody could approve it here: it takes ${submitted.required}, not counting you, and ${submitted.found} in this channel may. Choose another channel.`,
      };
    case 'channel not allowed':
    case 'direct message':
    case 'archived':
    case 'bot not in channel':
    case 'not a member':
    case 'not eligible':
      return { field: 'channel', error: wrongChannel(submitted) };
    default:
      return null;
  }
}

/** Why there is no form for this task; the same words as for the command. */
export function lookedInWords(
  looked: Exclude<Looked, NoEntry | { answer: 'ready' }>,
  link: string | null,
): Sentence {
  return submittedInWords(looked, link) ?? say`Nothing was asked for.`;
}

/** Asks for a channel, and says why it cannot be the one they are in. */
export function channelWanted({ obstacle }: NoEntry): Sentence {
  const why = obstacle === null ? '' : `Not where you are: ${wrongChannel(obstacle)} `;
  return say`${why}In which channel should the request be seen and approved? It must be one that you and @dds-cancel are in.`;
}

/** The message that a shortcut was used on holds no id. */
export function noIdInMessage(): Sentence {
  return say`This message holds no id of a scheduled task: one is 32 hexadecimal digits, or 36 characters with dashes. Choose from the Pending tasks instead.`;
}

export function severalIdsInMessage(count: number): Sentence {
  return say`This message holds ${count} ids. These are Pending tasks; choose one.`;
}

/** Several ids, and none of them is on the list. */
export function noneOfThemPending(count: number): Sentence {
  return say`None of the ${count} ids in this message is in this list of Pending tasks.`;
}

export function reading(): Sentence {
  return say`Reading from DDS…`;
}

/** Said before it is known whether there will be a card. */
export function askingNow(): Sentence {
  return say`Asking… You may close this: a card in the channel, or a message to you alone, tells what came of it.`;
}

/** Said once the request is in the journal, before there is a card. */
export function askedInWords(channel: string): Sentence {
  return say`Your request is written down; its card follows in ${{ channel }}. A second person can approve it there.`;
}

/** Slack gave no modal, e.g. because the trigger was too old by then. */
export function noModal(): Sentence {
  return say`Slack did not let me open the form in time. Try once more. ${IF_IT_CANNOT_WAIT}`;
}
