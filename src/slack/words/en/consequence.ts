import type { CancelRequest } from '../../../request/cancel-request.ts';
import { DRY_RUN } from './dry-run.ts';

/** What follows once a request is approved: what the approver reads before saying yes. */
export function consequenceOf({ dryRun, required }: CancelRequest): string {
  const when = required > 1 ? `With ${required} approvals` : 'Once approved,';
  return dryRun
    ? `${DRY_RUN}${when} the bot reads this scheduled task once more, and sends DDS no cancellation.`
    : `${when} the bot cancels this scheduled task at DDS. There is no un-cancel.`;
}
