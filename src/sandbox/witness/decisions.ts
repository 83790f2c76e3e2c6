import { approversAt, type Policy } from './evidence.ts';
import type { JournalEvent, Story } from './journal-event.ts';
import { mayFollow, type Standing, standingsOf } from './standing.ts';

/** Design §4 and §5.1: every event may follow the one before it, and is by somebody who may. */
export function decisionFaults(stories: readonly Story[], policy: Policy): readonly string[] {
  return stories.flatMap((story) => {
    const standings = standingsOf(story);
    const faults = story.events.slice(1).flatMap((event, index) => {
      const before = standings[index];
      if (before === undefined) return [];
      return faultsOf(before, event, policy).map(
        (fault) => `request ${story.id}, event ${event.seq}: ${fault}`,
      );
    });
    const reminders = story.events.filter(({ event }) => event === 'reminded').length;
    return reminders > 1
      ? [...faults, `request ${story.id} was reminded of ${reminders} times`]
      : faults;
  });
}

function faultsOf(before: Standing, event: JournalEvent, policy: Policy): string[] {
  const faults = mayFollow(before, event) ? [] : [`${event.event} follows ${before.state}`];
  if (event.event === 'attempted' && before.attempts >= MOST_ATTEMPTS)
    faults.push(`attempt ${before.attempts + 1} on one decision`);
  if (!MAY_DECIDE[event.event]?.(event.by, before, policy) && event.event in MAY_DECIDE)
    faults.push(`${event.by} may not have ${event.event}`);
  if (event.event === 'emergency_approved' && !event.reason)
    faults.push('the emergency approval gives no reason');
  const { revision = before.revision } = event;
  if (revision !== before.revision) faults.push(`it is for revision ${revision} of the card`);
  const isLate = new Date(event.at) >= before.expiresAt && NOT_AFTER_EXPIRY.includes(event.event);
  if (isLate) faults.push(`${event.event} after the request had expired`);
  return [...faults, ...dryFaults(before, event, policy), ...closedFaults(before, event)];
}

/** Design §3.6; a *Try again* is a decision of its own, with as many. */
const MOST_ATTEMPTS = 3;

function dryFaults(before: Standing, event: JournalEvent, policy: Policy): string[] {
  const isDryRun = isDry(before, event, policy);
  if (event.event === 'closed' && event.reason === 'dry run' && !isDryRun)
    return ['it ended as a dry run, and was none'];
  return isApproval(event) && isDryRun && event.dryRun !== true
    ? ['an approval of what was shown as a dry run counts as one of a cancellation']
    : [];
}

function closedFaults({ everAttempted }: Standing, event: JournalEvent): string[] {
  if (event.event !== 'closed') return [];
  if (event.reason === 'cancelled elsewhere' && everAttempted)
    return ['it is closed as cancelled elsewhere, and a call of its own may have done it'];
  if (fits(event)) return [];
  return [`it is closed as ${event.reason}, and DDS listed ${event.status}`];
}

/** Whether a request can be closed for this reason where DDS listed that. */
function fits({ reason, status }: JournalEvent): boolean {
  const listed = status ?? '';
  if (reason === 'finished') return ['Completed', 'Failed'].includes(listed);
  if (reason === 'cancelled elsewhere') return listed === 'Canceled';
  return reason !== 'started' || !['Pending', 'Completed', 'Failed', 'Canceled'].includes(listed);
}

function isApproval({ event }: JournalEvent): boolean {
  return event === 'approved' || event === 'emergency_approved';
}

/** A dry run by then, or journaled by a bot that was in dry run. */
function isDry({ dryRun }: Standing, { at }: JournalEvent, { dryRunSince }: Policy): boolean {
  return dryRun || (dryRunSince !== undefined && new Date(at) >= dryRunSince);
}

const NOT_AFTER_EXPIRY = [
  ...['approved', 'emergency_approved', 'rejected', 'withdrawn', 'retried', 'reminded'],
];

type MayDecide = (by: string, before: Standing, policy: Policy) => boolean;
const MAY_DECIDE: Readonly<Record<string, MayDecide>> = {
  approved: (by, { requester, approvers, target }, policy) =>
    by !== requester && approversAt(target, policy).includes(by) && !approvers.includes(by),
  emergency_approved: (by, { requester, target }, policy) =>
    policy.emergencyApproval === true &&
    by === requester &&
    approversAt(target, policy).includes(by),
  rejected: (by, { target }, policy) => approversAt(target, policy).includes(by),
  withdrawn: (by, { requester }) => by === requester,
  retried: (by, { requester, target }, policy) =>
    by === requester || approversAt(target, policy).includes(by),
  closed: isBot,
  task_changed: isBot,
  attempted: isBot,
  not_cancelled: isBot,
  cancelled: isBot,
  unknown: isBot,
  reminded: isBot,
};

function isBot(by: string): boolean {
  return by === 'bot';
}
