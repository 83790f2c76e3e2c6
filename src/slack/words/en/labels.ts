/**
 * What buttons say, and what screen readers say of them: a card's buttons stand beside others like them.
 * A label begins as its text does, so that who steers by voice can say what is seen:
 * https://www.w3.org/WAI/WCAG22/Understanding/label-in-name
 */
export const buttons = {
  approve: {
    text: 'Approve cancellation',
    label: 'Approve cancellation of this scheduled task',
  },
  reject: { text: 'Reject…', label: 'Reject cancelling this scheduled task, with a reason' },
  withdraw: {
    text: 'Withdraw request',
    label: 'Withdraw request; only the requester can',
  },
  tryAgain: { text: 'Try again', label: 'Try again to cancel this scheduled task' },
  checkAgain: { text: 'Check again', label: 'Check again how DDS lists this scheduled task' },
  askAgain: {
    text: 'Ask again…',
    label: 'Ask again: opens a form for a new request, which needs new approval',
  },
  previous: { text: 'Previous', label: 'Previous page of tasks' },
  next: { text: 'Next', label: 'Next page of tasks' },
};

/** Beside a task to choose; its label for screen readers names the task. */
export const requestButton = 'Request cancellation…';

/** The dialog that asks once more; between its title and its buttons stands what follows. */
export const confirmApproval = {
  title: 'Approve cancellation?',
  confirm: 'Approve cancellation',
  deny: 'Go back',
};

/** The modals on the way to a request. */
export const asking = {
  title: 'Cancel DDS task',
  close: 'Close',
  readAgain: 'Try again',
  goOn: 'Go on',
  request: 'Request cancellation',
  why: 'Why should it be cancelled?',
  channel: 'Channel in which it is approved',
  channelHint: 'Everyone in it can see the request.',
};

export const rejecting = {
  title: 'Reject this request',
  submit: 'Reject',
  close: 'Go back',
  why: 'Why should this task not be cancelled?',
  whyHint: 'Everyone in the channel can read it in the thread.',
  whyMissing: 'Say why in a few words.',
};

export const approvingAlone = {
  title: 'Emergency approval',
  submit: 'Approve alone',
  close: 'Go back',
  why: 'Why can nobody else approve this?',
  whyHint: 'Everyone in the channel can read it.',
  whyMissing: 'Say why in a few words.',
  confirmation: 'Type the last 4 characters of the task id above',
  confirmationWrong: 'These are not the last 4 characters of the task id above.',
};
