import type { Asked, CancelRequest } from './cancel-request.ts';
import type { EventOf, RequestEvent } from './event.ts';

/** What a request is besides what is known of it in every state; nothing of an earlier state stays. */
type Standing = OwnOf<CancelRequest>;
type OwnOf<R> = R extends Asked ? Omit<R, keyof Asked> : never;

interface Told {
  readonly asked: Asked;
  readonly standing: Standing;
}

/** The request that these events tell of, all of one request in order. Throws on a journal that cannot be. */
export function fold(events: readonly RequestEvent[]): CancelRequest {
  const [first, ...rest] = events;
  if (first?.event !== 'requested') throw new Error('A journal begins with `requested`.');
  const { asked, standing } = rest.reduce(apply, opened(first));
  return { ...asked, ...standing };
}

function opened(event: EventOf<'requested'>): Told {
  const asked: Asked = {
    id: event.request,
    channel: event.channel,
    requester: event.by,
    reason: event.reason,
    askedAt: new Date(event.at),
    expiresAt: new Date(event.expiresAt),
    required: event.required,
    dryRun: event.dryRun === true,
    task: event.task,
    instance: event.instance ?? null,
    changedFrom: null,
    revision: 1,
    approvers: [],
    emergency: null,
    approvedAt: null,
    retried: null,
    attempts: 0,
    everAttempted: false,
    reminded: false,
    ...endAt(event),
  };
  return { asked, standing: { state: 'pending' } };
}

function apply({ asked: before, standing }: Told, event: RequestEvent): Told {
  if (event.seq !== before.seq + 1) throw new Error(`Event ${event.seq} follows ${before.seq}.`);
  const asked: Asked = { ...before, ...endAt(event) };
  switch (event.event) {
    case 'requested':
      throw new Error('A request begins once.');
    case 'reminded':
      return { asked: { ...asked, reminded: true }, standing };
    case 'task_changed':
      return { asked: withTask(asked, event.task), standing: { state: 'pending' } };
    case 'approved':
      return approvedBy(asked, event);
    case 'emergency_approved':
      return approvedAlone(asked, event);
    case 'retried': {
      const retried = { by: event.by, at: asked.lastAt };
      return { asked: { ...asked, retried, attempts: 0 }, standing: { state: 'approved' } };
    }
    case 'attempted': {
      const tried = { ...asked, attempts: event.attempt, everAttempted: true };
      return { asked: tried, standing: { state: 'cancelling' } };
    }
    default:
      return { asked, standing: ended(event) };
  }
}

type Ending = Extract<
  RequestEvent,
  { event: 'rejected' | 'withdrawn' | 'closed' | 'cancelled' | 'not_cancelled' | 'unknown' }
>;

function ended(event: Ending): Standing {
  switch (event.event) {
    case 'rejected':
      return { state: 'rejected', rejectedBy: event.by, why: event.reason };
    case 'withdrawn':
      return { state: 'withdrawn' };
    case 'closed':
      return { state: 'closed', closeReason: event.reason, status: event.status };
    case 'cancelled':
      return { state: 'cancelled', how: event.how, callId: event.callId };
    case 'not_cancelled':
      return { state: 'not cancelled', status: event.status, fault: event.fault };
    case 'unknown':
      return { state: 'unknown', fault: event.fault };
    default:
      return event satisfies never;
  }
}

/** All that was decided was about the task as it was before. */
function withTask(asked: Asked, task: Asked['task']): Asked {
  return {
    ...asked,
    task,
    instance: task.instanceId === asked.task.instanceId ? asked.instance : null,
    changedFrom: asked.task,
    revision: asked.revision + 1,
    approvers: [],
    emergency: null,
    approvedAt: null,
    retried: null,
    attempts: 0,
  };
}

function approvedAlone(asked: Asked, event: EventOf<'emergency_approved'>): Told {
  const { by, reason } = event;
  return {
    asked: {
      ...asked,
      ...asDryRun(asked, event),
      approvers: [by],
      emergency: reason,
      approvedAt: asked.lastAt,
    },
    standing: { state: 'approved' },
  };
}

function approvedBy(asked: Asked, event: EventOf<'approved'>): Told {
  const kept = asked.approvers.filter((user) => !event.dropped.includes(user));
  const approvers = [...kept, event.by];
  return {
    asked: { ...asked, ...asDryRun(asked, event), approvers, approvedAt: asked.lastAt },
    standing: { state: approvers.length >= asked.required ? 'approved' : 'pending' },
  };
}

/** Whoever approves what nothing is to be cancelled by makes the request a dry run. */
function asDryRun(
  { dryRun }: Asked,
  approval: EventOf<'approved' | 'emergency_approved'>,
): Pick<Asked, 'dryRun'> {
  return { dryRun: dryRun || approval.dryRun === true };
}

function endAt(event: RequestEvent): Pick<Asked, 'seq' | 'head' | 'lastAt'> {
  return { seq: event.seq, head: event.hash, lastAt: new Date(event.at) };
}
