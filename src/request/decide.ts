import { type CancelRequest, mayStillBeRejected } from './cancel-request.ts';
import type { EventData } from './event.ts';
import type { NotEligible } from './policy.ts';

/** What a person wants of a request, by a button. */
export type Command =
  | { readonly do: 'approve'; readonly by: string; readonly revision: number }
  /** The requester's own approval, which counts for all. */
  | {
      readonly do: 'approve in emergency';
      readonly by: string;
      readonly revision: number;
      readonly reason: string;
    }
  | {
      readonly do: 'reject';
      readonly by: string;
      readonly revision: number;
      readonly reason: string;
    }
  | { readonly do: 'withdraw'; readonly by: string; readonly revision: number }
  | { readonly do: 'try again'; readonly by: string; readonly revision: number };

/** Live facts about the people concerned, and what the policy lets them. */
export interface PeopleFacts {
  /** Why the person who acts may not approve; `null` when they may. */
  readonly notEligible: NotEligible | null;
  /** Earlier approvers who may approve no longer. */
  readonly lapsed: readonly string[];
  /** An eligible approver may approve an own request. */
  readonly emergencyApproval: boolean;
}

/** Why nothing was done; the sentence is made of it at the edge. */
export type Refusal =
  | { readonly because: 'not eligible'; readonly why: NotEligible }
  | { readonly because: 'own request' }
  /** An own request, which this person may approve in an emergency. */
  | { readonly because: 'only in emergency' }
  /** An emergency approval of somebody else's request. */
  | { readonly because: 'not your request' }
  | { readonly because: 'only the requester' }
  | { readonly because: 'older card' }
  | { readonly because: 'you approved already' }
  | { readonly because: 'expired' }
  /** Nothing is cancelled in a dry run, so there is nothing to try again. */
  | { readonly because: 'dry run' }
  /** Somebody or something was first: the request's state tells who and what. */
  | { readonly because: 'decided already' };

export type Decision = { readonly append: EventData } | { readonly refuse: Refusal };

/** Decides one command on the request as it stands; who is first is settled by the journal's append. */
export function decide(
  request: CancelRequest,
  command: Command,
  facts: PeopleFacts,
  now: Date,
): Decision {
  const decision = onNewestCard(request, command, facts, now);
  if (command.revision === request.revision || isOver(decision)) return decision;
  return refuse('older card');
}

function onNewestCard(
  request: CancelRequest,
  command: Command,
  facts: PeopleFacts,
  now: Date,
): Decision {
  switch (command.do) {
    case 'approve':
      return approve(request, command.by, facts, now);
    case 'approve in emergency':
      return approveInEmergency(request, command, facts, now);
    case 'reject':
      return reject(request, command.reason, facts, now);
    case 'withdraw':
      return withdraw(request, command.by, now);
    case 'try again':
      return tryAgain(request, command.by, facts, now);
    default:
      return command satisfies never;
  }
}

/** There is nothing to decide on the newest card either. */
function isOver(decision: Decision): boolean {
  if (!('refuse' in decision)) return false;
  return ['decided already', 'expired'].includes(decision.refuse.because);
}

function approve(request: CancelRequest, by: string, facts: PeopleFacts, now: Date): Decision {
  if (request.state !== 'pending') return refuse('decided already');
  if (now >= request.expiresAt) return refuse('expired');
  if (by === request.requester) return ownRequest(facts);
  if (facts.notEligible !== null) return notEligible(facts.notEligible);
  if (request.approvers.includes(by)) return refuse('you approved already');
  const dropped = request.approvers.filter((user) => facts.lapsed.includes(user));
  return {
    append: { event: 'approved', revision: request.revision, dropped, ...asShown(request) },
  };
}

function approveInEmergency(
  request: CancelRequest,
  { by, reason }: Extract<Command, { do: 'approve in emergency' }>,
  facts: PeopleFacts,
  now: Date,
): Decision {
  if (request.state !== 'pending') return refuse('decided already');
  if (now >= request.expiresAt) return refuse('expired');
  if (by !== request.requester) return refuse('not your request');
  if (!facts.emergencyApproval) return refuse('own request');
  if (facts.notEligible !== null) return notEligible(facts.notEligible);
  const { revision } = request;
  return { append: { event: 'emergency_approved', revision, reason, ...asShown(request) } };
}

/** An approval of what is shown as a dry run is never one of a cancellation. */
function asShown({ dryRun }: CancelRequest): { readonly dryRun?: true } {
  return dryRun ? { dryRun } : {};
}

function ownRequest({ emergencyApproval, notEligible }: PeopleFacts): Decision {
  return refuse(emergencyApproval && notEligible === null ? 'only in emergency' : 'own request');
}

function reject(request: CancelRequest, reason: string, facts: PeopleFacts, now: Date): Decision {
  if (!mayStillBeRejected(request)) return refuse('decided already');
  if (now >= request.expiresAt) return refuse('expired');
  if (facts.notEligible !== null) return notEligible(facts.notEligible);
  return { append: { event: 'rejected', reason } };
}

function withdraw(request: CancelRequest, by: string, now: Date): Decision {
  if (by !== request.requester) return refuse('only the requester');
  if (!mayStillBeRejected(request)) return refuse('decided already');
  if (now >= request.expiresAt) return refuse('expired');
  return { append: { event: 'withdrawn' } };
}

function tryAgain(request: CancelRequest, by: string, facts: PeopleFacts, now: Date): Decision {
  if (request.state !== 'not cancelled') return refuse('decided already');
  if (now >= request.expiresAt) return refuse('expired');
  if (request.dryRun) return refuse('dry run');
  if (by !== request.requester && facts.notEligible !== null) return notEligible(facts.notEligible);
  return { append: { event: 'retried' } };
}

function refuse(because: Exclude<Refusal['because'], 'not eligible'>): Decision {
  return { refuse: { because } };
}

function notEligible(why: NotEligible): Decision {
  return { refuse: { because: 'not eligible', why } };
}
