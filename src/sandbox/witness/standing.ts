import type { JournalEvent, Story } from './journal-event.ts';

export type State =
  | 'pending'
  | 'approved'
  | 'cancelling'
  | 'cancelled'
  | 'not cancelled'
  | 'unknown'
  | 'rejected'
  | 'withdrawn'
  | 'closed';

/** How a request stands after some of its events: the witness's own reading of design §4. */
export interface Standing {
  readonly state: State;
  readonly requester: string;
  readonly approvers: readonly string[];
  readonly required: number;
  /** Everything but the `DELETE`, for good: so asked for, or so approved. */
  readonly dryRun: boolean;
  /** Why the requester approved alone; `null` where that did not happen. */
  readonly emergency: string | null;
  readonly revision: number;
  readonly taskId: string;
  readonly instanceId: string;
  readonly target: string;
  readonly expiresAt: Date;
  /** Since the approval or the last *Try again*. */
  readonly attempts: number;
  readonly everAttempted: boolean;
  /** Whether one was on the decision that stands, which then cannot be taken back. */
  readonly isTried: boolean;
}

/** Which events may follow in each state. */
const MAY_FOLLOW: Readonly<Record<State, readonly string[]>> = {
  pending: [
    ...['task_changed', 'approved', 'emergency_approved', 'rejected', 'withdrawn', 'closed'],
    'cancelled',
  ],
  approved: [
    ...['task_changed', 'rejected', 'withdrawn', 'closed', 'attempted'],
    ...['cancelled', 'not_cancelled', 'unknown'],
  ],
  cancelling: ['attempted', 'cancelled', 'not_cancelled', 'unknown'],
  'not cancelled': ['retried'],
  unknown: ['cancelled', 'not_cancelled'],
  cancelled: [],
  rejected: [],
  withdrawn: [],
  closed: [],
};
/** Once a `DELETE` may have been sent on a decision, nobody can take that decision back. */
const ONLY_BEFORE_AN_ATTEMPT = ['rejected', 'withdrawn'];
const NEVER_IN_A_DRY_RUN = ['attempted', 'retried'];
const OUTCOMES = ['cancelled', 'not_cancelled', 'unknown'];

/** How the request stood after each of its events. */
export function standingsOf({ events: [first, ...rest] }: Story): readonly Standing[] {
  const standings = [opened(first)];
  for (const event of rest) standings.push(after(standings.at(-1) ?? opened(first), event));
  return standings;
}

/** Whether messages speak of a dry run: what came of calls that were made is told as it is. */
export function isToldAsDryRun({ dryRun, everAttempted, state }: Standing): boolean {
  return dryRun && (!everAttempted || state === 'pending' || state === 'approved');
}

export function mayFollow(standing: Standing, { event }: JournalEvent): boolean {
  if (event === 'reminded') return standing.state === 'pending';
  const { state, everAttempted, isTried, dryRun } = standing;
  if (isTried && ONLY_BEFORE_AN_ATTEMPT.includes(event)) return false;
  // What is approved of a request that was attempted ends with an outcome.
  if (everAttempted && state !== 'pending' && event === 'closed') return false;
  if (dryRun && NEVER_IN_A_DRY_RUN.includes(event)) return false;
  if (!everAttempted && OUTCOMES.includes(event)) return false;
  return MAY_FOLLOW[state].includes(event);
}

function opened(event: JournalEvent): Standing {
  return {
    state: 'pending',
    requester: event.by,
    approvers: [],
    required: event.required ?? 1,
    dryRun: event.dryRun === true,
    emergency: null,
    revision: 1,
    taskId: event.task?.id ?? '',
    instanceId: event.task?.instanceId ?? '',
    target: event.target ?? '',
    expiresAt: new Date(event.expiresAt ?? event.at),
    attempts: 0,
    everAttempted: false,
    isTried: false,
  };
}

function after(before: Standing, event: JournalEvent): Standing {
  switch (event.event) {
    case 'approved':
      return approved(before, event);
    case 'emergency_approved':
      return {
        ...before,
        ...{ state: 'approved', approvers: [event.by], emergency: event.reason ?? '' },
        dryRun: before.dryRun || event.dryRun === true,
      };
    case 'task_changed':
      return changed(before, event);
    case 'attempted':
      return {
        ...before,
        ...{ state: 'cancelling', attempts: before.attempts + 1, everAttempted: true },
        isTried: true,
      };
    case 'retried':
      return { ...before, state: 'approved', attempts: 0 };
    default:
      return { ...before, state: ENDED[event.event] ?? before.state };
  }
}

const ENDED: Readonly<Record<string, State>> = {
  cancelled: 'cancelled',
  not_cancelled: 'not cancelled',
  unknown: 'unknown',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  closed: 'closed',
};

function approved(before: Standing, event: JournalEvent): Standing {
  const { by, dropped = [] } = event;
  const approvers = [
    ...before.approvers.filter((user) => !dropped.includes(user) && user !== by),
    by,
  ];
  const isEnough = approvers.length >= before.required;
  // An approval of what was shown as a dry run is not one of a cancellation.
  const dryRun = before.dryRun || event.dryRun === true;
  return { ...before, approvers, dryRun, state: isEnough ? 'approved' : 'pending' };
}

function changed(before: Standing, { task }: JournalEvent): Standing {
  const { id = before.taskId, instanceId = before.instanceId } = task ?? {};
  const revision = before.revision + 1;
  return {
    ...before,
    ...{
      state: 'pending',
      approvers: [],
      emergency: null,
      revision,
      taskId: id,
      instanceId,
      attempts: 0,
      // It is to be decided on anew.
      isTried: false,
    },
  };
}
