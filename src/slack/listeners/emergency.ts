import type { App } from '@slack/bolt';
import { EMERGENCY_VIEW, readEmergency } from '../views/emergency-modal.ts';
import type { DecisionDeps } from './buttons.ts';
import { listenForDecision } from './decision-modal.ts';

/** The submitted emergency approval. */
export function listenForEmergency(app: App, deps: DecisionDeps): void {
  listenForDecision(app, deps, {
    callbackId: EMERGENCY_VIEW,
    read: readEmergency,
    wanted: (reason) => ({ do: 'approve in emergency', reason }),
  });
}
