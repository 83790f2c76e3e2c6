import type { CancelRequest } from './cancel-request.ts';
import type { EventData } from './event.ts';
import { type CallKnowledge, giveUpAt, judgeLook, mayAttempt, type Seen } from './judge.ts';
import { remindAt } from './reminder.ts';

/** What the engine does next for a request. */
export type Step =
  | { readonly do: 'nothing' }
  | { readonly do: 'wait'; readonly until: Date }
  | { readonly do: 'append'; readonly data: EventData }
  /** Re-read, and cancel if the read allows it. */
  | { readonly do: 'attempt' }
  | { readonly do: 'read back' };

/** What is known of a request's calls to DDS, beside its journal. */
export interface CallState {
  /** Of the newest attempt; `null` before the first. */
  readonly knowledge: CallKnowledge | null;
  /** DDS confirmed the cancellation; only the event is missing. */
  readonly confirmed: { readonly callId: string | null } | null;
  /** Holds back the next call after one that settled nothing. */
  readonly notBefore: Date;
}

/** `look`: what the watch last saw of the task, where it may matter. */
export function nextStep(
  request: CancelRequest,
  calls: CallState,
  now: Date,
  look: Seen | null = null,
): Step {
  const { knowledge, confirmed, notBefore } = calls;
  const seen = look === null || now >= request.expiresAt ? null : judgeLook(request, look);
  if (seen !== null) return { do: 'append', data: seen };
  const isUnsettled = request.state === 'cancelling' || request.state === 'unknown';
  if (confirmed !== null && isUnsettled)
    return { do: 'append', data: { event: 'cancelled', how: 'confirmed', ...confirmed } };
  switch (request.state) {
    case 'pending':
      return beforeDecision(request, now);
    case 'approved':
      return afterApproval(request, notBefore, now);
    case 'cancelling':
      return afterAttempt(request, knowledge, notBefore, now);
    default:
      return { do: 'nothing' };
  }
}

function beforeDecision(request: CancelRequest, now: Date): Step {
  if (now >= request.expiresAt) return expired();
  const remind = remindAt(request, now);
  if (remind === null) return { do: 'wait', until: request.expiresAt };
  if (now < remind) return { do: 'wait', until: remind };
  return { do: 'append', data: { event: 'reminded' } };
}

/** A pause between reads never delays the expiry, nor the read that an expired request ends with. */
function afterApproval(request: CancelRequest, notBefore: Date, now: Date): Step {
  const { expiresAt, everAttempted, dryRun } = request;
  const late = now >= expiresAt;
  if (late && !everAttempted) return expired();
  if (late) return { do: 'read back' };
  if (now >= notBefore) return { do: dryRun ? 'read back' : 'attempt' };
  return { do: 'wait', until: earlier(notBefore, expiresAt) };
}

/** Nor does it delay the moment when the outcome is called. */
function afterAttempt(
  request: CancelRequest,
  call: CallKnowledge | null,
  notBefore: Date,
  now: Date,
): Step {
  const until = call === null ? notBefore : earlier(notBefore, calledAt(request, call));
  if (now < until) return { do: 'wait', until };
  return { do: mayAttempt(request, call, now) ? 'attempt' : 'read back' };
}

/** While a call that was not executed may still be made, there is no outcome to call. */
function calledAt({ expiresAt, dryRun }: CancelRequest, call: CallKnowledge): Date {
  const at = giveUpAt(call);
  return call.executed === 'no' && !dryRun && at < expiresAt ? expiresAt : at;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function expired(): Step {
  return { do: 'append', data: { event: 'closed', reason: 'expired', status: null } };
}
