import type { Asked, CancelRequest } from './cancel-request.ts';
import type { EventOf, RequestEvent } from './event.ts';

/** The request that these events tell of, all of one request in order. Throws on a journal that cannot be. */
export function fold(events: readonly RequestEvent[]): CancelRequest {
  const [first, ...rest] = events;
  if (first?.event !== 'requested') throw new Error('A journal begins with `requested`.');
  return rest.reduce(apply, opened(first));
}

function opened(event: EventOf<'requested'>): CancelRequest {
  return {
    state: 'pending',
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
}

function apply(before: CancelRequest, event: RequestEvent): CancelRequest {
  if (event.seq !== before.seq + 1) throw new Error(`Event ${event.seq} follows ${before.seq}.`);
  const asked: Asked = { ...askedPart(before), ...endAt(event) };
  switch (event.event) {
    case 'requested':
      throw new Error('A request begins once.');
    case 'reminded':
      return { ...before, ...endAt(event), reminded: true };
    case 'task_changed':
      return {
        ...asked,
        state: 'pending',
        task: event.task,
        instance: event.task.instanceId === before.task.instanceId ? before.instance : null,
        changedFrom: before.task,
        revision: before.revision + 1,
        approvers: [],
        emergency: null,
        approvedAt: null,
        retried: null,
        attempts: 0,
      };
    case 'approved':
      return approvedBy(asked, event);
    case 'emergency_approved':
      return approvedAlone(asked, event);
    case 'retried':
      return {
        ...asked,
        state: 'approved',
        retried: { by: event.by, at: asked.lastAt },
        attempts: 0,
      };
    case 'attempted':
      return { ...asked, state: 'cancelling', attempts: event.attempt, everAttempted: true };
    default:
      return ended(asked, event);
  }
}

type Ending = Extract<
  RequestEvent,
  { event: 'rejected' | 'withdrawn' | 'closed' | 'cancelled' | 'not_cancelled' | 'unknown' }
>;

function ended(asked: Asked, event: Ending): CancelRequest {
  switch (event.event) {
    case 'rejected':
      return { ...asked, state: 'rejected', rejectedBy: event.by, why: event.reason };
    case 'withdrawn':
      return { ...asked, state: 'withdrawn' };
    case 'closed':
      return { ...asked, state: 'closed', closeReason: event.reason, status: event.status };
    case 'cancelled':
      return { ...asked, state: 'cancelled', how: event.how, callId: event.callId };
    case 'not_cancelled':
      return { ...asked, state: 'not cancelled', status: event.status, fault: event.fault };
    case 'unknown':
      return { ...asked, state: 'unknown', fault: event.fault };
    default:
      return event satisfies never;
  }
}

function approvedAlone(asked: Asked, event: EventOf<'emergency_approved'>): CancelRequest {
  const { by, reason } = event;
  return {
    ...asked,
    ...asDryRun(asked, event),
    state: 'approved',
    approvers: [by],
    emergency: reason,
    approvedAt: asked.lastAt,
  };
}

function approvedBy(asked: Asked, event: EventOf<'approved'>): CancelRequest {
  const kept = asked.approvers.filter((user) => !event.dropped.includes(user));
  const approvers = [...kept, event.by];
  return {
    ...asked,
    ...asDryRun(asked, event),
    approvers,
    approvedAt: asked.lastAt,
    state: approvers.length >= asked.required ? 'approved' : 'pending',
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

function askedPart({ id, channel, requester, reason, askedAt, expiresAt, ...rest }: Asked): Asked {
  const { required, dryRun, task, instance, changedFrom, revision, approvers, approvedAt } = rest;
  const { emergency, retried, attempts, everAttempted, reminded, seq, head, lastAt } = rest;
  return {
    ...{ id, channel, requester, reason, askedAt, expiresAt, required, dryRun },
    ...{ task, instance, changedFrom, revision, approvers, approvedAt, attempts, everAttempted },
    ...{ emergency, retried, reminded, seq, head, lastAt },
  };
}
