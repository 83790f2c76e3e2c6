import type { JournalEvent } from './journal-event.ts';
import type { Standing } from './standing.ts';

/** What a trail message asserts beyond that its event happened. */
export interface Claims {
  /** DDS listed the task so; `null`: it did not list it. */
  readonly listed?: string | null;
  /** DDS answered a `DELETE` with 204; with the id of that call, where it was told. */
  readonly confirmed?: { readonly callId: string | undefined };
  /** People whom it asks to decide. */
  readonly notified?: readonly string[];
  /** That this bot has sent a cancellation so far, or has not. */
  readonly sent?: boolean;
}

interface About {
  readonly event: JournalEvent;
  /** As the request stood after the event. */
  readonly standing: Standing;
}

/** What the message of an event asserts; `null` where it is no sentence that this event may have. */
export function claimsOf(said: string, about: About): Claims | null {
  const [, time, fact] = /^(\d\d:\d\d:\d\d) UTC: (.*)$/s.exec(said) ?? [];
  if (fact === undefined || time !== about.event.at.slice(11, 19)) return null;
  return FORMS[about.event.event]?.(fact, about) ?? null;
}

type Form = (fact: string, about: About) => Claims | null;

/** The one sentence of each event; free text stands only where nothing after it is a claim. */
const FORMS: Readonly<Record<string, Form>> = {
  requested: (fact, { event, standing }) =>
    plain(fact.startsWith(`<@${event.by}> asked to cancel the `) && fact.includes(standing.taskId)),
  task_changed: (fact) =>
    plain(
      fact.startsWith('DDS listed the task as ') && fact.includes('All approvals became void.'),
    ),
  approved: (fact, { event, standing: { approvers, required } }) =>
    plain(fact.startsWith(`<@${event.by}> approved (${approvers.length} of ${required}).`)),
  emergency_approved: (fact, { event }) =>
    plain(fact.startsWith(`EMERGENCY: <@${event.by}> approved their own request`)),
  rejected: (fact, { event }) => plain(fact.startsWith(`<@${event.by}> rejected the request`)),
  retried: (fact, { event }) => plain(fact.startsWith(`<@${event.by}> asked to try again;`)),
  reminded: remindedClaims,
  attempted: (fact, { standing }) =>
    plain(fact === `Attempt ${standing.attempts} to cancel the task began.`),
  withdrawn: (fact, { event }) => sentAfter(fact, `<@${event.by}> withdrew the request. `, {}),
  closed: closedClaims,
  cancelled: cancelledClaims,
  not_cancelled(fact) {
    const [, listed] = /^Not cancelled\. DDS listed the task as ([^.]+)\./.exec(fact) ?? [];
    return listed === undefined ? null : { listed };
  },
  unknown: (fact) =>
    plain(
      fact.startsWith('Outcome unknown. Whether the task was cancelled could not be learnt.') &&
        fact.includes('There is no un-cancel.'),
    ),
};

function plain(isSo: boolean): Claims | null {
  return isSo ? {} : null;
}

const SENT: readonly (readonly [sentence: string, sent: boolean])[] = [
  ['This bot sent no cancellation.', false],
  ['Earlier attempts are told above; no further one was made.', true],
];

function sentAfter(fact: string, start: string, claims: Claims): Claims | null {
  if (!fact.startsWith(start)) return null;
  const sent = SENT.find(([sentence]) => fact.startsWith(sentence, start.length))?.[1];
  return sent === undefined ? null : { ...claims, sent };
}

function closedClaims(fact: string, { event }: About): Claims | null {
  switch (event.reason) {
    case 'expired':
      return sentAfter(fact, 'The request expired. ', {});
    case 'card not posted':
      return sentAfter(fact, 'The card could not be posted. ', {});
    case 'gone':
      return sentAfter(fact, 'DDS did not list the task in two full reads. ', { listed: null });
    default: {
      const [start = 'DDS', listed = ''] = /^DDS listed the task as ([^.]+)\. /.exec(fact) ?? [];
      return sentAfter(fact, start, { listed });
    }
  }
}

function remindedClaims(fact: string, { standing }: About): Claims | null {
  const { approvers, required, expiresAt, taskId } = standing;
  const until = `${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const start = `The request was still waiting for approval (${approvers.length} of ${required}) and open until ${until}.`;
  const [, asked = ''] = / Asked to decide: ([^.]*)\. It was about the /.exec(fact) ?? [];
  const notified = [...asked.matchAll(/<@(\w+)>/g)].map(([, user = '']) => user);
  return fact.startsWith(start) && fact.includes(taskId) ? { notified } : null;
}

function cancelledClaims(fact: string, { event: { how } }: About): Claims | null {
  if (how === 'listed')
    return fact.startsWith('Cancelled. DDS listed it as Canceled;') ? { listed: 'Canceled' } : null;
  const match = /^Cancelled\. DDS confirmed the cancellation(?: \(request id ([^)]+)\))?\. /.exec(
    fact,
  );
  return match === null ? null : { confirmed: { callId: match[1] } };
}
