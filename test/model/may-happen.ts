import type { EventOf, RequestEvent } from '../../src/request/event.ts';
import { sawOtherwise } from './act.ts';
import { attempted, cancelled, closed, notCancelled, unknown } from './bots-events.ts';
import type { Grounds } from './grounds.ts';
import { reminderDue } from './reminder-due.ts';
import { isAnother } from './same-task.ts';
import { isUndone, MAY_FOLLOW, type Standing } from './standing.ts';
import { unless } from './unless.ts';

/** What is wrong with this event here: design sections 3 to 5. */
export function wrongWith(before: Standing, event: RequestEvent, grounds: Grounds): string[] {
  const { state, at } = before;
  const rule = RULES[event.event] as Rule;
  return [
    ...unless(MAY_FOLLOW[state].includes(event.event), `it follows ${state}`),
    ...unless(event.seq === before.seq + 1, `its number follows ${before.seq}`),
    ...unless(event.prev === before.hash, 'it is not chained to the event before'),
    ...unless(new Date(event.at) >= at, 'it is dated before the event before'),
    ...unless(new Date(event.at) <= grounds.now, 'it is dated in the future'),
    ...(BOTS.has(event.event)
      ? unless(event.by === 'bot', `by ${event.by}`)
      : wrongPress(before, grounds)),
    ...rule(before, event, grounds),
  ];
}

function wrongPress({ revision, dryRun }: Standing, { acts }: Grounds): string[] {
  if (acts.length === 0) return ['nobody pressed'];
  return unless(
    acts.some((act) => act.revision === revision && !sawOtherwise(act, dryRun)),
    'it was pressed on an older card, or on one that said otherwise',
  );
}

type Rule = (before: Standing, event: RequestEvent, grounds: Grounds) => string[];

/** What no person does. */
const BOTS: ReadonlySet<RequestEvent['event']> = new Set([
  ...(['task_changed', 'closed', 'attempted', 'reminded'] as const),
  ...(['cancelled', 'not_cancelled', 'unknown'] as const),
]);

const RULES: {
  readonly [Type in RequestEvent['event']]: (
    before: Standing,
    event: EventOf<Type>,
    grounds: Grounds,
  ) => string[];
} = {
  requested: () => ['a request begins once'],
  task_changed: ({ task }, event, { held }) => [
    ...unless(isAnother(task, event.task), 'it is the same task'),
    ...unless(
      held.some((one) => one !== null && !isAnother(one, event.task)),
      'DDS held no such task',
    ),
  ],
  reminded: (before, event) => [
    ...unless(!before.isReminded, 'it is the second'),
    ...unless(
      new Date(event.at) >= reminderDue(before, new Date(event.at)),
      `it was due at ${reminderDue(before, new Date(event.at)).toISOString()}`,
    ),
    ...inTime(before, event),
  ],
  approved,
  emergency_approved: (before, event, { eligible, emergency, by }) => [
    ...unless(emergency, 'it is off'),
    ...unless(event.by === before.requester, 'by somebody else'),
    ...unless(eligible(event.by).could, 'by somebody who may not'),
    ...unless(event.reason.trim() !== '', 'without a reason'),
    ...asShown(before, event, by),
    ...unless(event.revision === before.revision, 'of another card'),
    ...inTime(before, event),
  ],
  rejected: (before, event, { eligible }) => [
    ...unless(eligible(event.by).could, 'by somebody who may not'),
    ...inTime(before, event),
    ...unless(isUndone(before), 'it came too late'),
  ],
  withdrawn: (before, event) => [
    ...unless(event.by === before.requester, 'by somebody else'),
    ...inTime(before, event),
    ...unless(isUndone(before), 'it came too late'),
  ],
  retried: (before, event, { eligible, by }) => [
    ...unless(event.by === before.requester || eligible(event.by).could, 'by somebody who may not'),
    ...unless(!before.dryRun && !by.dryRun, 'there is nothing to try again in a dry run'),
    ...inTime(before, event),
  ],
  closed,
  attempted,
  cancelled,
  not_cancelled: notCancelled,
  unknown,
};

function approved(before: Standing, event: EventOf<'approved'>, grounds: Grounds): string[] {
  const { approvers, required, requester, revision } = before;
  const { eligible } = grounds;
  const isLast = approvers.length + 1 >= required;
  const kept = approvers.filter((user) => !event.dropped.includes(user));
  return [
    ...unless(event.by !== requester, 'by the requester'),
    ...unless(!approvers.includes(event.by), 'by the same person again'),
    ...unless(eligible(event.by).could, 'by somebody who may not'),
    ...unless(event.revision === revision, 'of another card'),
    ...asShown(before, event, grounds.by),
    ...inTime(before, event),
    ...unless(!isLast || kept.every((user) => eligible(user).could), 'an earlier one had lapsed'),
    ...unless(
      event.dropped.every((user) => eligible(user).couldNot),
      'nobody had lapsed',
    ),
  ];
}

/** What is approved as a dry run is not approved to be cancelled. */
function asShown(
  { dryRun }: Standing,
  event: EventOf<'approved' | 'emergency_approved'>,
  by: Grounds['by'],
): string[] {
  const isDryRun = dryRun || by.dryRun;
  return unless((event.dryRun === true) === isDryRun, 'it mistakes whether it is a dry run');
}

function inTime({ expiresAt }: Standing, { at }: RequestEvent): string[] {
  return unless(new Date(at) < expiresAt, 'it came after the expiry');
}
