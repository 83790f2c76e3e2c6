import type { CancelRequest } from '../../../request/cancel-request.ts';
import { DRY_RUN, noCancellation } from './dry-run.ts';

/** What follows once a request is approved: what the approver reads before saying yes. */
export function consequenceOf(request: CancelRequest): string {
  const { dryRun, required } = request;
  const when = required > 1 ? `With ${required} approvals` : 'Once approved,';
  return dryRun
    ? `${DRY_RUN}${when} the bot reads this scheduled task once more, and sends DDS ${noCancellation(request)}.`
    : `${when} the bot cancels this scheduled task at DDS. There is no un-cancel.`;
}
