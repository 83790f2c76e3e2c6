import { z } from 'zod';
import { instanceSeen } from './instance-seen.ts';
import { ddsFault, scheduledTask } from './task.ts';

/** What every event of a journal has, beside its own data. */
const common = {
  /** Id of the cancel request. */
  request: z.string().min(1),
  /** 1 for the first event of a request; no gaps. */
  seq: z.int().min(1),
  /** ISO 8601, UTC, milliseconds; never before the previous event's. */
  at: z.iso.datetime({ precision: 3 }),
  /** A Slack user id, or `bot`. */
  by: z.string().min(1),
  /** Hash of the event before it: see hash-chain.ts. */
  prev: z.string(),
  hash: z.string(),
};

/** Why a request ended before any call to DDS. */
const closeReason = z.enum([
  'expired',
  'started',
  'finished',
  'gone',
  'cancelled elsewhere',
  'card not posted',
  /** All was done but the cancellation. */
  'dry run',
]);
export type CloseReason = z.infer<typeof closeReason>;

/** Given to a card that said that nothing is cancelled. Absent in a real approval. */
const asDryRun = z.literal(true).optional();

export const requestEvent = z.discriminatedUnion('event', [
  z.strictObject({
    ...common,
    event: z.literal('requested'),
    target: z.string(),
    channel: z.string(),
    task: scheduledTask,
    reason: z.string().nullable(),
    expiresAt: z.iso.datetime({ precision: 3 }),
    /** How many different approvers it takes. */
    required: z.int().min(1),
    /** A dry run for good: no `DELETE` is ever sent for this request. Absent in a real one. */
    dryRun: z.literal(true).optional(),
    instance: instanceSeen.optional(),
  }),
  /** The task is not what the card showed; all approvals are void. */
  z.strictObject({ ...common, event: z.literal('task_changed'), task: scheduledTask }),
  z.strictObject({
    ...common,
    event: z.literal('approved'),
    revision: z.int().min(1),
    /** Earlier approvers who, asked again at this approval, may approve no longer. */
    dropped: z.array(z.string()),
    dryRun: asDryRun,
  }),
  z.strictObject({
    ...common,
    event: z.literal('emergency_approved'),
    revision: z.int().min(1),
    reason: z.string().min(1),
    dryRun: asDryRun,
  }),
  z.strictObject({ ...common, event: z.literal('rejected'), reason: z.string() }),
  z.strictObject({ ...common, event: z.literal('withdrawn') }),
  z.strictObject({
    ...common,
    event: z.literal('closed'),
    reason: closeReason,
    /** What DDS listed, where that is why. */
    status: z.string().nullable(),
  }),
  z.strictObject({
    ...common,
    event: z.literal('attempted'),
    /** 1, 2 or 3 since the approval or the last *Try again*. */
    attempt: z.int().min(1),
  }),
  z.strictObject({
    ...common,
    event: z.literal('cancelled'),
    /** `confirmed`: DDS answered 204. `listed`: DDS lists it as `Canceled`; who did it is not proved. */
    how: z.enum(['confirmed', 'listed']),
    callId: z.string().nullable(),
  }),
  z.strictObject({
    ...common,
    event: z.literal('not_cancelled'),
    /** What DDS listed, as of `at`. */
    status: z.string(),
    /** What DDS answered to the last attempt, where that is known. */
    fault: ddsFault.nullable(),
  }),
  z.strictObject({ ...common, event: z.literal('unknown'), fault: ddsFault.nullable() }),
  z.strictObject({ ...common, event: z.literal('retried') }),
  z.strictObject({ ...common, event: z.literal('reminded') }),
]);

/** One fact about a request, appended to its journal and never changed. */
export type RequestEvent = Readonly<z.infer<typeof requestEvent>>;
export type EventType = RequestEvent['event'];
export type EventOf<T extends EventType> = Extract<RequestEvent, { event: T }>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An event's own data, before it has a place in the journal. */
export type EventData = DistributiveOmit<
  RequestEvent,
  'request' | 'seq' | 'at' | 'by' | 'prev' | 'hash'
>;
