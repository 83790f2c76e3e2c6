import type { CloseReason, EventOf } from './event.ts';
import type { InstanceSeen } from './instance-seen.ts';
import type { DdsFault, ScheduledTask } from './task.ts';

/** What is known of a request in every state. */
export interface Asked {
  readonly id: string;
  readonly channel: string;
  readonly requester: string;
  readonly reason: string | null;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  /** How many different approvers it takes. */
  readonly required: number;
  /** Asked for or approved as a dry run: no further `DELETE` is ever sent for this request. */
  readonly dryRun: boolean;
  /** What the card shows, and what an approval is for. */
  readonly task: ScheduledTask;
  /** What was seen of its instance; `null` where nobody looked. */
  readonly instance: InstanceSeen | null;
  /** What the card showed before the task changed; `null` while it never did. */
  readonly changedFrom: ScheduledTask | null;
  /** 1 for the first card; one more each time the task changed. */
  readonly revision: number;
  /** Approvers whose approval counts now. */
  readonly approvers: readonly string[];
  /** Why the requester approved alone; `null` where others did, or nobody yet. */
  readonly emergency: string | null;
  /** When the newest of them approved. */
  readonly approvedAt: Date | null;
  /** Who last asked to try again on these approvals; `null` while nobody has. */
  readonly retried: { readonly by: string; readonly at: Date } | null;
  /** Attempts since the approval or the last *Try again*. */
  readonly attempts: number;
  /** Whether any `DELETE` may ever have been sent for this request. */
  readonly everAttempted: boolean;
  /** Whether its one reminder has been given. */
  readonly reminded: boolean;
  /** Number, hash and time of the last event. */
  readonly seq: number;
  readonly head: string;
  readonly lastAt: Date;
}

/** A person's wish that one scheduled task be cancelled, as its events tell it. */
export type CancelRequest =
  | (Asked & { readonly state: 'pending' })
  | (Asked & { readonly state: 'approved' })
  | (Asked & { readonly state: 'cancelling' })
  | (Asked & {
      readonly state: 'cancelled';
      readonly how: EventOf<'cancelled'>['how'];
      readonly callId: string | null;
    })
  | (Asked & {
      readonly state: 'not cancelled';
      readonly status: string;
      readonly fault: DdsFault | null;
    })
  | (Asked & { readonly state: 'unknown'; readonly fault: DdsFault | null })
  | (Asked & { readonly state: 'rejected'; readonly rejectedBy: string; readonly why: string })
  | (Asked & { readonly state: 'withdrawn' })
  | (Asked & {
      readonly state: 'closed';
      readonly closeReason: CloseReason;
      readonly status: string | null;
    });

export type RequestState = CancelRequest['state'];
export type RequestIn<S extends RequestState> = Extract<CancelRequest, { state: S }>;

/**
 * Open, and no attempt was made on the decision that stands: *Reject* and *Withdraw* still work. A
 * task that changed after an attempt is decided on anew.
 */
export function mayStillBeRejected({ state, attempts, retried }: CancelRequest): boolean {
  return state === 'pending' || (state === 'approved' && attempts === 0 && retried === null);
}

/** Whether nothing can happen to a request any more. */
export function isEnded(state: RequestState): boolean {
  return ['cancelled', 'rejected', 'withdrawn', 'closed'].includes(state);
}
