import type { CancelRequest } from '../../../request/cancel-request.ts';
import { type Sentence, say, utc } from '../sentence.ts';
import type { ApproverList } from '../told.ts';
import { mentionOf } from './card.ts';

/** That a request still waited, and until when; `approvers` where they are to be notified of it. */
export function remindedInWords(request: CancelRequest, approvers: ApproverList | null): Sentence {
  const { approvers: have, required, expiresAt, task } = request;
  const start = Date.parse(task.plannedStart ?? '');
  const planned = start > expiresAt.getTime() || Number.isNaN(start) ? '' : plannedFor(start);
  const asked = approvers === null ? [] : askedToDecide(request, approvers);
  return say`The request was still waiting for approval (${have.length} of ${required}) and open until ${utc(expiresAt)}.${planned}${asked}`;
}

function plannedFor(start: number): string {
  return ` DDS planned the task for ${utc(new Date(start))}.`;
}

/** As the card mentions them, but for those whose approval cannot come: the requester, and who has approved. */
function askedToDecide(request: CancelRequest, approvers: ApproverList): Sentence {
  const { users, groups, channelMembers, mention } = approvers;
  const done = [request.requester, ...request.approvers];
  const left = { groups, users: users.filter((user) => !done.includes(user)) };
  if (!mention || channelMembers || left.groups.length + left.users.length === 0) return [];
  return say` Asked to decide: ${mentionOf(left)}.`;
}
