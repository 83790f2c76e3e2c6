import type { ActionsBlock, Button } from '@slack/types';
import { type CancelRequest, mayStillBeRejected } from '../../request/cancel-request.ts';
import type { Words } from '../words/languages.ts';
import { writeButtonValue } from './button-value.ts';

/** The buttons of every card; other programs press them by these ids. */
export const ACTION = {
  approve: 'approve',
  reject: 'reject',
  withdraw: 'withdraw',
  tryAgain: 'try_again',
  checkAgain: 'check_again',
  askAgain: 'ask_again',
} as const;

/** The buttons that can do something now. */
export function buttonsOf(words: Words, request: CancelRequest, now: Date): ActionsBlock[] {
  const { id, revision, dryRun } = request;
  const value = writeButtonValue({ request: id, revision, dryRun });
  const elements = usefulOn(request, now).map((name) => ({
    ...button(words, name),
    ...(name === 'approve' && approving(words, request)),
    value,
  }));
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: 'decide', elements }];
}

type Name = keyof typeof ACTION;

function usefulOn(request: CancelRequest, now: Date): readonly Name[] {
  switch (request.state) {
    case 'pending':
      return ['approve', 'reject', 'withdraw'];
    case 'approved':
      return mayStillBeRejected(request) ? ['reject', 'withdraw'] : [];
    case 'not cancelled':
      return [...tryAgain(request, now), ...askAgain(request.status)];
    case 'unknown':
      return ['checkAgain'];
    case 'rejected':
    case 'withdrawn':
      return ['askAgain'];
    case 'closed':
      return request.closeReason === 'expired' ? ['askAgain'] : [];
    default:
      return [];
  }
}

function tryAgain({ expiresAt, dryRun }: CancelRequest, now: Date): Name[] {
  return now < expiresAt && !dryRun ? ['tryAgain'] : [];
}

/** A task that is no longer Pending cannot be asked for again. */
function askAgain(status: string): Name[] {
  return status === 'Pending' ? ['askAgain'] : [];
}

/** The one button that nothing can be undone after asks once more. */
function approving(
  { confirmApproval: { title, confirm, deny }, consequenceOf }: Words,
  request: CancelRequest,
): Partial<Button> {
  return {
    style: 'danger',
    confirm: {
      title: { type: 'plain_text', text: title },
      text: { type: 'plain_text', text: consequenceOf(request) },
      confirm: { type: 'plain_text', text: confirm },
      deny: { type: 'plain_text', text: deny },
      style: 'danger',
    },
  };
}

function button({ buttons }: Words, name: Name): Button {
  const { text, label } = buttons[name];
  return {
    ...{ type: 'button', action_id: ACTION[name] },
    text: { type: 'plain_text', text },
    accessibility_label: label,
  };
}
