import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Words } from '../../words/languages.ts';
import type { Sentence } from '../../words/sentence.ts';
import type { Values } from '../typed.ts';
import { asRichText } from '../write.ts';
import { type Carried, writeCarried } from './aim.ts';

/** What a submission of each modal asks for. */
export const ASKING_VIEW = { form: 'ask', where: 'ask_where', again: 'ask_reread' } as const;
const CHANNEL = 'channel';

/** A modal that says something, and can read again what could not be read. */
export function toldModal(
  words: Words,
  lines: readonly Sentence[],
  again: Carried | null = null,
): ModalView {
  const submit = { submit: { type: 'plain_text', text: words.asking.readAgain } } as const;
  return {
    ...modal(words, [asRichText(lines)]),
    ...(again !== null && {
      ...submit,
      callback_id: ASKING_VIEW.again,
      private_metadata: writeCarried(again),
    }),
  };
}

/** A modal of tasks to choose from. */
export function offersModal(
  words: Words,
  blocks: readonly KnownBlock[],
  carry: Carried,
): ModalView {
  return { ...modal(words, blocks), private_metadata: writeCarried(carry) };
}

/** Asks for the channel before anything is read. */
export function whereModal(words: Words, why: Sentence, carry: Carried): ModalView {
  return {
    ...modal(words, [
      asRichText([why]),
      channelInput(words, { default_to_current_conversation: true }),
    ]),
    callback_id: ASKING_VIEW.where,
    private_metadata: writeCarried(carry),
    submit: { type: 'plain_text', text: words.asking.goOn },
  };
}

/** The channels to choose from; that asker and bot are in the chosen one is checked at the submission. */
export function channelInput(
  { asking }: Words,
  preset: { initial_conversation: string } | { default_to_current_conversation: true },
): InputBlock {
  return {
    type: 'input',
    block_id: CHANNEL,
    label: { type: 'plain_text', text: asking.channel },
    hint: { type: 'plain_text', text: asking.channelHint },
    element: {
      type: 'conversations_select',
      action_id: CHANNEL,
      filter: {
        include: ['public', 'private'],
        exclude_external_shared_channels: true,
        exclude_bot_users: true,
      },
      ...preset,
    },
  };
}

/** The channel chosen; `null` where there is none. */
export function readChannel(values: Values): string | null {
  return values[CHANNEL]?.[CHANNEL]?.selected_conversation ?? null;
}

/** The parts that every modal of asking has. */
export function modal({ asking }: Words, blocks: readonly KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: asking.title },
    close: { type: 'plain_text', text: asking.close },
    blocks: [...blocks],
  };
}
