import type { ModalView } from '@slack/types';
import { type PressedCard, writePressedCard } from './pressed-card.ts';
import { typedIn, type Values } from './typed.ts';

export const REJECT_VIEW = 'reject';
const REASON = 'reason';
const MOST_CHARACTERS = 500;

/** The modal that asks why. */
export function rejectModal(rejecting: PressedCard): ModalView {
  return {
    type: 'modal',
    callback_id: REJECT_VIEW,
    private_metadata: writePressedCard(rejecting),
    title: { type: 'plain_text', text: 'Reject this request' },
    submit: { type: 'plain_text', text: 'Reject' },
    close: { type: 'plain_text', text: 'Go back' },
    blocks: [
      {
        type: 'input',
        block_id: REASON,
        label: { type: 'plain_text', text: 'Why should this task not be cancelled?' },
        hint: { type: 'plain_text', text: 'Everyone in the channel can read it in the thread.' },
        element: {
          type: 'plain_text_input',
          action_id: REASON,
          multiline: true,
          max_length: MOST_CHARACTERS,
        },
      },
    ],
  };
}

/** The reason typed, or the field error to show. */
export function readReason(
  values: Values,
): { readonly reason: string } | { readonly errors: Record<string, string> } {
  const reason = typedIn(values, REASON);
  if (reason === '') return { errors: { [REASON]: 'Say why in a few words.' } };
  return { reason: reason.slice(0, MOST_CHARACTERS) };
}
