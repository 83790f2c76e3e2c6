import type { CloseReason, EventOf, RequestEvent } from '../../src/request/event.ts';
import type { ScheduledTask } from '../../src/request/task.ts';

/** How a request stands: design section 4, written down a second time and with nothing of the bot's own. */
export interface Standing {
  readonly state: State;
  readonly request: string;
  readonly requester: string;
  readonly approvers: readonly string[];
  readonly required: number;
  readonly revision: number;
  readonly task: ScheduledTask;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  /** Asked for or approved as a dry run, which it stays. */
  readonly dryRun: boolean;
  /** The requester approved alone, in an emergency. */
  readonly isAlone: boolean;
  /** When it was last approved, or to be tried again. */
  readonly decidedAt: Date;
  /** Since the approval or the last *Try again*. */
  readonly attempts: number;
  readonly everAttempted: boolean;
  /** Whether one was on the decision that stands; a task that changed is decided on anew. */
  readonly isTried: boolean;
  readonly isReminded: boolean;
  /** Why it was closed. */
  readonly closedAs: CloseReason | null;
  readonly seq: number;
  readonly hash: string;
  readonly at: Date;
  /** In the order of all that happens. */
  readonly moment: number;
}

type State =
  | 'pending'
  | 'approved'
  | 'cancelling'
  | 'cancelled'
  | 'not cancelled'
  | 'unknown'
  | 'rejected'
  | 'withdrawn'
  | 'closed';

/** Which events may come in which state. */
export const MAY_FOLLOW: Readonly<Record<State, readonly RequestEvent['event'][]>> = {
  pending: [
    ...(['task_changed', 'approved', 'emergency_approved'] as const),
    ...(['rejected', 'withdrawn', 'closed', 'reminded', 'cancelled'] as const),
  ],
  approved: [
    ...(['task_changed', 'rejected', 'withdrawn', 'closed', 'attempted'] as const),
    ...(['cancelled', 'not_cancelled', 'unknown'] as const),
  ],
  cancelling: ['attempted', 'cancelled', 'not_cancelled', 'unknown'],
  'not cancelled': ['retried'],
  unknown: ['cancelled', 'not_cancelled'],
  cancelled: [],
  rejected: [],
  withdrawn: [],
  closed: [],
};

const STATE_AFTER: Readonly<Partial<Record<RequestEvent['event'], State>>> = {
  task_changed: 'pending',
  emergency_approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  closed: 'closed',
  attempted: 'cancelling',
  cancelled: 'cancelled',
  not_cancelled: 'not cancelled',
  unknown: 'unknown',
  retried: 'approved',
};

/** Whether a request holds its task, so that no other may be made for it. */
export function holdsTask({ state }: Standing): boolean {
  return ['pending', 'approved', 'cancelling', 'unknown'].includes(state);
}

/** Whether nothing more can happen. */
export function isEnded({ state }: Standing): boolean {
  return MAY_FOLLOW[state].length === 0;
}

/** Whether nothing more happens by itself. */
export function isOutcome(standing: Standing): boolean {
  return isEnded(standing) || ['not cancelled', 'unknown'].includes(standing.state);
}

/** Whether people may still take the request back. */
export function isUndone({ state, isTried }: Standing): boolean {
  return state === 'pending' || (state === 'approved' && !isTried);
}

/** Whether it may end without an outcome: what is approved of a request that was attempted has one. */
export function mayClose({ state, everAttempted }: Standing): boolean {
  return state === 'pending' || (state === 'approved' && !everAttempted);
}

/** As many have approved as must, or the requester alone in an emergency. */
export function isDecided({ approvers, required, isAlone }: Standing): boolean {
  return isAlone || approvers.length >= required;
}

export function opened(event: RequestEvent & { event: 'requested' }, moment: number): Standing {
  const { request, by, required, task, expiresAt, at, seq, hash } = event;
  return {
    ...{ state: 'pending', request, requester: by, approvers: [], required, revision: 1, task },
    ...{ askedAt: new Date(at), expiresAt: new Date(expiresAt), dryRun: event.dryRun === true },
    ...{
      isAlone: false,
      attempts: 0,
      everAttempted: false,
      isTried: false,
      isReminded: false,
      closedAs: null,
    },
    ...{ seq, hash, at: new Date(at), decidedAt: new Date(at), moment },
  };
}

export function after(before: Standing, event: RequestEvent, moment: number): Standing {
  const { seq, hash } = event;
  const next: Standing = {
    ...before,
    ...{ seq, hash, moment, at: new Date(event.at) },
    ...(DECIDING.has(event.event) && { decidedAt: new Date(event.at) }),
    state: STATE_AFTER[event.event] ?? before.state,
  };
  switch (event.event) {
    case 'approved':
      return approved(next, event);
    case 'emergency_approved':
      return { ...next, ...asDryRun(next, event), approvers: [event.by], isAlone: true };
    case 'task_changed':
      return { ...next, ...NO_APPROVAL, task: event.task, revision: next.revision + 1 };
    case 'attempted':
      return { ...next, attempts: next.attempts + 1, everAttempted: true, isTried: true };
    case 'retried':
      return { ...next, attempts: 0 };
    case 'reminded':
      return { ...next, isReminded: true };
    case 'closed':
      return { ...next, closedAs: event.reason };
    default:
      return next;
  }
}

const DECIDING: ReadonlySet<RequestEvent['event']> = new Set([
  ...(['approved', 'emergency_approved', 'retried'] as const),
]);

const NO_APPROVAL = { approvers: [], isAlone: false, attempts: 0, isTried: false } as const;

function approved(next: Standing, event: EventOf<'approved'>): Standing {
  const { by, dropped } = event;
  const approvers = [...next.approvers.filter((user) => !dropped.includes(user)), by];
  const state = approvers.length >= next.required ? 'approved' : 'pending';
  return { ...next, ...asDryRun(next, event), approvers, state };
}

function asDryRun(
  { dryRun }: Standing,
  event: EventOf<'approved' | 'emergency_approved'>,
): Pick<Standing, 'dryRun'> {
  return { dryRun: dryRun || event.dryRun === true };
}
