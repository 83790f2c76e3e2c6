import type { CancelRequest } from '../../../request/cancel-request.ts';
import { isToldAsDryRun } from '../../../request/dry-run.ts';
import { mayBePatch } from '../may-be-patch.ts';
import { cut, type Part, people, type Sentence, say, utc } from '../sentence.ts';
import type { ApproverList } from '../told.ts';
import { seeConsole } from './console.ts';
import { DRY_RUN } from './dry-run.ts';
import { EMERGENCY } from './emergency.ts';
import { faultInWords } from './fault.ts';
import { instanceState } from './instance.ts';
import { instanceInWords, kindInWords } from './task.ts';

/** The line on top of the card: how the request stands. */
export function headline(request: CancelRequest): string {
  const isTold = request.state === 'closed' && request.closeReason === 'dry run';
  const dryRun = isToldAsDryRun(request) && !isTold ? DRY_RUN : '';
  return `${dryRun}${request.emergency === null ? '' : EMERGENCY}${plainHeadline(request)}`;
}

function plainHeadline(request: CancelRequest): string {
  switch (request.state) {
    case 'pending':
      return 'Cancel this scheduled task?';
    case 'approved':
    case 'cancelling':
      return 'Approved; waiting for DDS';
    case 'cancelled':
      return 'Cancelled';
    case 'not cancelled':
      return 'Not cancelled';
    case 'unknown':
      return 'Outcome unknown';
    case 'rejected':
      return 'Rejected';
    case 'withdrawn':
      return 'Withdrawn';
    case 'closed':
      return `Closed: ${request.closeReason}`;
    default:
      return request satisfies never;
  }
}

/** What will be cancelled, as DDS listed it. */
export function taskFacts({
  task,
  changedFrom,
  instance,
}: Pick<CancelRequest, 'task' | 'changedFrom' | 'instance'>): Sentence[] {
  const start =
    task.plannedStart === null
      ? ['not told by DDS']
      : say`${{ date: new Date(task.plannedStart) }}`;
  const lines = [
    say`${{ strong: 'Task: ' }}${kindInWords(task)}, ${task.id}`,
    say`${{ strong: 'Instance: ' }}${instanceInWords(task)}`,
    say`${{ strong: 'Instance state: ' }}${instanceState({ task, instance })}`,
    say`${{ strong: 'Planned start: ' }}${start}`,
    say`${{ strong: 'Target: ' }}${task.target}`,
  ];
  if (mayBePatch(task))
    lines.push(say`${{ strong: 'Note: ' }}this may be a security or stability patch.`);
  if (changedFrom !== null)
    lines.push(
      say`${{ strong: 'Changed: ' }}the card first showed ${kindInWords(changedFrom)} of ${instanceInWords(changedFrom)}${startOf(changedFrom.plannedStart)}.`,
    );
  return lines;
}

function startOf(plannedStart: string | null): string {
  return plannedStart === null ? '' : `, planned for ${utc(new Date(plannedStart))}`;
}

/** Who asks, and why. */
export function whoAsks({ requester, reason }: CancelRequest): Sentence {
  const why = reason === null ? '' : `: ${cut(reason, 1000)}`;
  return say`${{ strong: 'Asked by ' }}${{ user: requester }}${why}`;
}

/** How the request stands, in a sentence. */
export function standing(request: CancelRequest, approvers: ApproverList): Sentence {
  const { lastAt } = request;
  const decided = whoDecided(request);
  switch (request.state) {
    case 'pending':
      return waiting(request, approvers);
    case 'approved':
      return say`${decided}; waiting for DDS.`;
    case 'cancelling':
      return say`${decided}. Attempt ${request.attempts} began at ${utc(lastAt)}; waiting for DDS.`;
    case 'cancelled':
      return request.how === 'confirmed'
        ? say`${so(decided, '; ')}DDS confirmed the cancellation at ${utc(lastAt)}.`
        : say`${so(decided, '; ')}DDS listed the task as Canceled at ${utc(lastAt)}.`;
    case 'rejected':
      return say`${{ user: request.rejectedBy }} rejected at ${utc(lastAt)}: ${cut(request.why, 500) || 'no reason given'}`;
    case 'withdrawn':
      return say`${{ user: request.requester }} withdrew the request at ${utc(lastAt)}.`;
    case 'closed':
      return request.closeReason === 'dry run'
        ? say`${decided}. At ${utc(lastAt)} ${closedBecause(request)}`
        : say`${so(decided)}Closed at ${utc(lastAt)}: ${closedBecause(request)}`;
    default:
      return say`${so(decided)}${notSettled(request)}`;
  }
}

/** Who brought the request to where it stands; empty while nobody has. */
function whoDecided(request: CancelRequest): Sentence {
  const { approvers, retried } = request;
  if (approvers.length === 0) return [];
  if (retried === null) return approvals(request);
  return say`${approvals(request)}; ${{ user: retried.by }} asked to try again at ${utc(retried.at)}`;
}

function so(decided: Sentence, end = '. '): Sentence {
  return decided.length === 0 ? [] : say`${decided}${end}`;
}

function approvals({ approvers, approvedAt, emergency }: CancelRequest): Sentence {
  const at = approvedAt === null ? '' : utc(approvedAt);
  if (emergency !== null)
    return say`${{ strong: EMERGENCY }}${people(approvers)} approved their own request at ${at} (why: ${cut(emergency, 500)})`;
  return approvers.length === 1
    ? say`${people(approvers)} approved at ${at}`
    : say`${people(approvers)} approved, the last of them at ${at}`;
}

function waiting(request: CancelRequest, approvers: ApproverList): Sentence {
  const { approvers: have, required, requester, expiresAt } = request;
  const so =
    have.length === 0
      ? []
      : say` (so far ${people(have)}; waiting for ${required - have.length} more)`;
  const alone = approvers.emergencyApproval ? ', unless alone in an emergency' : '';
  return say`Approvals: ${have.length} of ${required}${so}. ${mayApprove(approvers)} may approve; not ${{ user: requester }}, who asks${alone}. Until ${{ date: expiresAt }}.`;
}

function mayApprove(approvers: ApproverList): Sentence {
  if (approvers.channelMembers) return ['Any full member of this channel'];
  return approvers.mention ? mentionOf(approvers) : ['Those on the approver list'];
}

/** Groups and people one after the other; Slack notifies them. */
export function mentionOf({ users, groups }: Pick<ApproverList, 'users' | 'groups'>): Sentence {
  const listed: Part[] = [
    ...groups.map((group) => ({ group })),
    ...users.map((user) => ({ user })),
  ];
  return listed.flatMap((part, index): Sentence => (index === 0 ? [part] : [', ', part]));
}

function closedBecause({
  closeReason,
  status,
}: Extract<CancelRequest, { state: 'closed' }>): string {
  if (closeReason === 'dry run')
    return `DDS listed the task as ${cut(status ?? 'Pending', 60)}. This was a dry run, so DDS was sent no cancellation.`;
  if (status !== null) return `DDS listed the task as ${cut(status, 60)}.`;
  if (closeReason === 'gone') return 'DDS did not list the task in two full reads.';
  return closeReason === 'expired' ? 'the time to approve and cancel was over.' : `${closeReason}.`;
}

function notSettled(
  request: Extract<CancelRequest, { state: 'not cancelled' | 'unknown' }>,
): Sentence {
  const told = request.fault === null ? [] : say` The last attempt: ${faultInWords(request.fault)}`;
  const at = utc(request.lastAt);
  if (request.state === 'not cancelled')
    return say`As of ${at} DDS listed the task as ${cut(request.status, 60)}.${told} There is no un-cancel.`;
  return say`As of ${at} it could not be learnt whether the task was cancelled.${told} There is no un-cancel.`;
}

/** How old what the card says is, and where to look for oneself. */
export function cardAsOf(now: Date, consoleUrl: string | null): Sentence {
  return say`As of ${utc(now)}. ${seeConsole(consoleUrl)}`;
}
