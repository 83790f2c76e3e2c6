import type { ModalView } from '@slack/types';
import { fittingReason, LONGEST_REASON } from '../reason-length.ts';
import type { Words } from '../words/languages.ts';
import { type PressedCard, writePressedCard } from './pressed-card.ts';
import { typedIn, type Values } from './typed.ts';

export const REJECT_VIEW = 'reject';
const REASON = 'reason';

/** The modal that asks why. */
export function rejectModal({ rejecting: said }: Words, pressed: PressedCard): ModalView {
  return {
    type: 'modal',
    callback_id: REJECT_VIEW,
    private_metadata: writePressedCard(pressed),
    title: { type: 'plain_text', text: said.title },
    submit: { type: 'plain_text', text: said.submit },
    close: { type: 'plain_text', text: said.close },
    blocks: [
      {
        type: 'input',
        block_id: REASON,
        label: { type: 'plain_text', text: said.why },
        hint: { type: 'plain_text', text: said.whyHint },
        element: {
          type: 'plain_text_input',
          action_id: REASON,
          multiline: true,
          max_length: LONGEST_REASON,
        },
      },
    ],
  };
}

/** The reason typed, or the field error to show. */
export function readReason(
  { rejecting: said }: Words,
  values: Values,
): { readonly reason: string } | { readonly errors: Record<string, string> } {
  const reason = typedIn(values, REASON);
  if (reason === '') return { errors: { [REASON]: said.whyMissing } };
  return { reason: fittingReason(reason) };
}
