import type { App } from '@slack/bolt';
import { REJECT_VIEW, readReason } from '../views/reject-modal.ts';
import type { DecisionDeps } from './buttons.ts';
import { listenForDecision } from './decision-modal.ts';

/** The submitted reason of a *Reject*. */
export function listenForRejection(app: App, deps: DecisionDeps): void {
  listenForDecision(app, deps, {
    callbackId: REJECT_VIEW,
    read: readReason,
    wanted: (reason) => ({ do: 'reject', reason }),
  });
}
