import type { ModalView } from '@slack/types';
import type { CancelRequest } from '../../request/cancel-request.ts';
import { fittingReason, LONGEST_REASON } from '../reason-length.ts';
import type { Words } from '../words/languages.ts';
import { type PressedCard, writePressedCard } from './pressed-card.ts';
import { typedIn, type Values } from './typed.ts';
import { asRichText } from './write.ts';

export const EMERGENCY_VIEW = 'emergency';
const REASON = 'reason';
const CONFIRMATION = 'confirmation';
/** How many of the task id's last characters are typed to confirm. */
const CONFIRMED_CHARACTERS = 4;

/** The modal in which a requester approves an own request: why, and a confirmation to type. */
export function emergencyModal(
  { approvingAlone: said, emergencyWarning }: Words,
  pressed: PressedCard,
  request: CancelRequest,
): ModalView {
  const expected = request.task.id.slice(-CONFIRMED_CHARACTERS);
  return {
    type: 'modal',
    callback_id: EMERGENCY_VIEW,
    private_metadata: writePressedCard(pressed, expected),
    title: { type: 'plain_text', text: said.title },
    submit: { type: 'plain_text', text: said.submit },
    close: { type: 'plain_text', text: said.close },
    blocks: [
      asRichText(emergencyWarning(request)),
      {
        type: 'input',
        block_id: REASON,
        label: { type: 'plain_text', text: said.why },
        hint: { type: 'plain_text', text: said.whyHint },
        element: {
          ...{ type: 'plain_text_input', action_id: REASON, multiline: true },
          max_length: LONGEST_REASON,
        },
      },
      {
        type: 'input',
        block_id: CONFIRMATION,
        label: { type: 'plain_text', text: said.confirmation },
        element: { type: 'plain_text_input', action_id: CONFIRMATION },
      },
    ],
  };
}

/** The reason typed, or every field's error. Without a confirmation to compare with, none is right. */
export function readEmergency(
  { approvingAlone: said }: Words,
  values: Values,
  privateMetadata: string,
): { readonly reason: string } | { readonly errors: Record<string, string> } {
  const reason = typedIn(values, REASON);
  const expected = privateMetadata.split(' ').at(-1) ?? '';
  const isConfirmed =
    expected.length === CONFIRMED_CHARACTERS &&
    typedIn(values, CONFIRMATION).toLowerCase() === expected.toLowerCase();
  const errors = {
    ...(reason === '' && { [REASON]: said.whyMissing }),
    ...(!isConfirmed && { [CONFIRMATION]: said.confirmationWrong }),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return { reason: fittingReason(reason) };
}
