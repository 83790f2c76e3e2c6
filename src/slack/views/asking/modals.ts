import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Sentence } from '../../words/sentence.ts';
import type { Values } from '../typed.ts';
import { asRichText } from '../write.ts';
import { type Carried, writeCarried } from './aim.ts';

/** What a submission of each modal asks for. */
export const ASKING_VIEW = { form: 'ask', where: 'ask_where', again: 'ask_reread' } as const;
const CHANNEL = 'channel';

/** A modal that says something, and can read again what could not be read. */
export function toldModal(lines: readonly Sentence[], again: Carried | null = null): ModalView {
  const submit = { submit: { type: 'plain_text', text: 'Try again' } } as const;
  return {
    ...modal([asRichText(lines)]),
    ...(again !== null && {
      ...submit,
      callback_id: ASKING_VIEW.again,
      private_metadata: writeCarried(again),
    }),
  };
}

/** A modal of tasks to choose from. */
export function offersModal(blocks: readonly KnownBlock[], carry: Carried): ModalView {
  return { ...modal(blocks), private_metadata: writeCarried(carry) };
}

/** Asks for the channel before anything is read. */
export function whereModal(why: Sentence, carry: Carried): ModalView {
  return {
    ...modal([asRichText([why]), channelInput({ default_to_current_conversation: true })]),
    callback_id: ASKING_VIEW.where,
    private_metadata: writeCarried(carry),
    submit: { type: 'plain_text', text: 'Go on' },
  };
}

/** The channels to choose from; that asker and bot are in the chosen one is checked at the submission. */
export function channelInput(
  preset: { initial_conversation: string } | { default_to_current_conversation: true },
): InputBlock {
  return {
    type: 'input',
    block_id: CHANNEL,
    label: { type: 'plain_text', text: 'Channel in which it is approved' },
    hint: { type: 'plain_text', text: 'Everyone in it can see the request.' },
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
export function modal(blocks: readonly KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Cancel DDS task' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [...blocks],
  };
}
