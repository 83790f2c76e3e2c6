import { type Delete, deletesIn, mayHaveActed, newestBefore } from './delete-calls.ts';
import { approversAt, type Evidence, type Policy } from './evidence.ts';
import type { Story } from './journal-event.ts';
import { type Standing, standingsOf } from './standing.ts';
import { datedAheadMs, writtenAt } from './written.ts';

/** Design §5.1 and §5.2: every `DELETE` was approved, is one attempt's, and is alone. */
export function deleteFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  const { policy, dds } = evidence;
  const deletes = deletesIn(evidence);
  return [
    ...deletes.flatMap((one) =>
      unapproved(one, stories, evidence).map((why) => `${one.name} ${why}`),
    ),
    ...stories.flatMap((story) => attemptFaults(story, deletes, evidence)),
    ...overlaps(deletes, policy),
    ...cancellationFaults(dds.cancellations, deletes),
  ];
}

function unapproved(one: Delete, stories: readonly Story[], evidence: Evidence): string[] {
  const { policy } = evidence;
  const story = stories.find(({ id }) => id === one.request);
  if (story === undefined) return ['belongs to no request'];
  const position = newestBefore(story.events, one.at, evidence);
  const newest = story.events[position];
  const standing = standingsOf(story)[position];
  if (newest === undefined || standing === undefined) return ['came before its request'];
  const required = Math.max(standing.required, policy.requiredApprovals);
  const expiry = standing.expiresAt.getTime() - datedAheadMs(newest, evidence);
  const lastMoment = expiry + policy.onTheWayMs;
  return [
    isSameId(standing.taskId, one.jobId) ? '' : `is not of the task approved, ${standing.taskId}`,
    standing.target === one.target ? '' : `went to ${one.target}, and not to ${standing.target}`,
    counted(standing, policy) >= required || isAlone(standing, policy)
      ? ''
      : `came without ${required} approvals`,
    dryRunFault(one, standing, policy),
    newest.event === 'attempted' ? '' : `came while it was ${standing.state}`,
    one.at.getTime() < lastMoment ? '' : 'came after the request had expired',
  ].filter((fault) => fault !== '');
}

/** Neither a request asked for as a dry run nor a bot in dry run ever sends one. */
function dryRunFault({ at }: Delete, { dryRun }: Standing, { dryRunSince }: Policy): string {
  if (dryRun) return 'came in a dry run';
  const isLate = dryRunSince !== undefined && at >= dryRunSince;
  return isLate ? 'came from a bot in dry run' : '';
}

function counted({ approvers, requester, target }: Standing, policy: Policy): number {
  const listed = approversAt(target, policy);
  return approvers.filter((user) => user !== requester && listed.includes(user)).length;
}

function isSameTask(one: Delete, other: Delete): boolean {
  return one.target === other.target && isSameId(one.jobId ?? '', other.jobId);
}

/** The one exception: the requester, in an emergency, where that is allowed. */
function isAlone(standing: Standing, policy: Policy): boolean {
  const { emergency, requester, approvers, target } = standing;
  const isListed = approversAt(target, policy).includes(requester);
  return (
    policy.emergencyApproval === true &&
    isListed &&
    emergency !== null &&
    approvers.join() === requester
  );
}

function isSameId(one: string, other = ''): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** One call an attempt; only after one that was provably not executed another. */
function attemptFaults(
  { id, events }: Story,
  deletes: readonly Delete[],
  evidence: Evidence,
): string[] {
  const attempts = events
    .filter(({ event }) => event === 'attempted')
    .map((event) => writtenAt(event, evidence));
  return attempts.flatMap((at, index) => {
    const next = attempts[index + 1];
    const calls = deletes.filter((call) => call.request === id && isWithin(call.at, at, next));
    const again = calls.slice(0, -1).filter(mayHaveActed);
    return again.map(({ name, status }) => `${name} ended as ${status} and was sent once more`);
  });
}

function isWithin(at: Date, from: Date, until: Date | undefined): boolean {
  return at >= from && (until === undefined || at < until);
}

function overlaps(deletes: readonly Delete[], policy: Policy): string[] {
  return deletes.flatMap((one, index) =>
    deletes
      .slice(index + 1)
      .filter((later) => isSameTask(later, one) && later.at < overAt(one, policy))
      .map((later) => `${later.name} came while ${one.name} could still be under way`),
  );
}

/**
 * Design §3.6 asks for a margin after the deadline and gives no number: five seconds are promised.
 * The deadline counts from when the call was written, at most `onTheWayMs` before it arrived.
 */
const MARGIN_MS = 5_000;

/** A call without an answer may reach DDS until its time is up, or its connection ends. */
function overAt({ at, status, finishedAt }: Delete, { callTimeoutMs, onTheWayMs }: Policy): Date {
  const deadline = new Date(at.getTime() + callTimeoutMs);
  if (typeof status === 'number') return finishedAt ?? deadline;
  const over = deadline.getTime() + Math.max(0, MARGIN_MS - onTheWayMs);
  return new Date(Math.max(over, finishedAt?.getTime() ?? over));
}

function cancellationFaults(
  cancellations: Evidence['dds']['cancellations'],
  deletes: readonly Delete[],
): string[] {
  const seen = new Set<string>();
  return cancellations.flatMap(({ jobId, requestId }) => {
    const request = deletes.find((call) => call.requestId === requestId)?.request;
    if (request === undefined) return [`the cancellation of ${jobId} was by no DELETE`];
    if (seen.has(request)) return [`request ${request} cancelled a second time (${jobId})`];
    seen.add(request);
    return [];
  });
}
