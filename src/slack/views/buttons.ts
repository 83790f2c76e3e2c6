import type { ActionsBlock, Button } from '@slack/types';
import type { CancelRequest } from '../../request/cancel-request.ts';
import { consequenceOf } from '../words/consequence.ts';
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
export function buttonsOf(request: CancelRequest, now: Date): ActionsBlock[] {
  const value = writeButtonValue({ request: request.id, revision: request.revision });
  const elements = buttonsFor(request, now).map((button) => ({ ...button, value }));
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: 'decide', elements }];
}

function buttonsFor(request: CancelRequest, now: Date): Button[] {
  switch (request.state) {
    case 'pending':
      return [approving(consequenceOf(request)), REJECT, WITHDRAW];
    case 'approved':
      return request.everAttempted ? [] : [REJECT, WITHDRAW];
    case 'not cancelled':
      return [...(mayTryAgain(request, now) ? [TRY_AGAIN] : []), ...askAgain(request.status)];
    case 'unknown':
      return [CHECK_AGAIN];
    case 'rejected':
    case 'withdrawn':
      return [ASK_AGAIN];
    case 'closed':
      return request.closeReason === 'expired' ? [ASK_AGAIN] : [];
    default:
      return [];
  }
}

/** A task that is no longer Pending cannot be asked for again. */
function askAgain(status: string): Button[] {
  return status === 'Pending' ? [ASK_AGAIN] : [];
}

function mayTryAgain({ expiresAt, dryRun }: CancelRequest, now: Date): boolean {
  return now < expiresAt && !dryRun;
}

const REJECT: Button = {
  ...button(ACTION.reject, 'Reject…'),
  accessibility_label: 'Reject cancelling this scheduled task, with a reason',
};
const WITHDRAW: Button = {
  ...button(ACTION.withdraw, 'Withdraw request'),
  accessibility_label: 'Withdraw this request; only the requester can',
};
const TRY_AGAIN: Button = {
  ...button(ACTION.tryAgain, 'Try again'),
  accessibility_label: 'Try again to cancel this scheduled task',
};
const CHECK_AGAIN: Button = {
  ...button(ACTION.checkAgain, 'Check again'),
  accessibility_label: 'Ask DDS again how this scheduled task stands',
};
const ASK_AGAIN: Button = {
  ...button(ACTION.askAgain, 'Ask again…'),
  accessibility_label: 'Ask again: opens a form for a new request, which needs new approval',
};

function approving(consequence: string): Button {
  return {
    ...button(ACTION.approve, 'Approve cancellation'),
    style: 'danger',
    accessibility_label: 'Approve cancellation of this scheduled task',
    confirm: {
      title: { type: 'plain_text', text: 'Approve cancellation?' },
      text: { type: 'plain_text', text: consequence },
      confirm: { type: 'plain_text', text: 'Approve cancellation' },
      deny: { type: 'plain_text', text: 'Go back' },
      style: 'danger',
    },
  };
}

function button(action_id: string, text: string): Button {
  return { type: 'button', action_id, text: { type: 'plain_text', text } };
}
