import type { EventData } from './event.ts';
import type { CancelRequest } from './fold.ts';
import { type CallKnowledge, giveUpAt, mayAttempt } from './judge.ts';

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

export function nextStep(request: CancelRequest, calls: CallState, now: Date): Step {
  const { knowledge, confirmed, notBefore } = calls;
  const isUnsettled = request.state === 'cancelling' || request.state === 'unknown';
  if (confirmed !== null && isUnsettled)
    return { do: 'append', data: { event: 'cancelled', how: 'confirmed', ...confirmed } };
  switch (request.state) {
    case 'pending':
      return now >= request.expiresAt ? expired() : { do: 'wait', until: request.expiresAt };
    case 'approved':
      return afterApproval(request, notBefore, now);
    case 'cancelling':
      return afterAttempt(request, knowledge, notBefore, now);
    default:
      return { do: 'nothing' };
  }
}

/** A pause between reads never delays the expiry. */
function afterApproval(request: CancelRequest, notBefore: Date, now: Date): Step {
  const { expiresAt, everAttempted } = request;
  const late = now >= expiresAt;
  if (late && !everAttempted) return expired();
  if (now >= notBefore) return { do: late ? 'read back' : 'attempt' };
  return { do: 'wait', until: late || notBefore < expiresAt ? notBefore : expiresAt };
}

/** Nor does it delay the moment when the outcome is called. */
function afterAttempt(
  request: CancelRequest,
  call: CallKnowledge | null,
  notBefore: Date,
  now: Date,
): Step {
  const called = call?.executed === 'perhaps' ? giveUpAt(call) : notBefore;
  const until = called < notBefore ? called : notBefore;
  if (now < until) return { do: 'wait', until };
  return { do: mayAttempt(request, call, now) ? 'attempt' : 'read back' };
}

function expired(): Step {
  return { do: 'append', data: { event: 'closed', reason: 'expired', status: null } };
}
