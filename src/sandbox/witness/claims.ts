import type { JournalEvent } from './journal-event.ts';
import { isToldAsDryRun, type Standing } from './standing.ts';

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
  const [, time, dryRun, fact] = /^(\d\d:\d\d:\d\d) UTC: (Dry run: )?(.*)$/s.exec(said) ?? [];
  if (fact === undefined || time !== about.event.at.slice(11, 19)) return null;
  if ((dryRun !== undefined) !== isDry(about)) return null;
  return FORMS[about.event.event]?.(fact, about) ?? null;
}

/** Every message of a dry run says so, but for what came of earlier calls; and no other does. */
function isDry({ event, standing }: About): boolean {
  return isToldAsDryRun(standing) || (event.event === 'closed' && event.reason === 'dry run');
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
  approved: (fact, { event, standing: { approvers, required } }) => {
    const missing = required - approvers.length;
    const wait = missing > 0 ? ` ${missing} more ${missing === 1 ? 'was' : 'were'} needed.` : '';
    const count = `<@${event.by}> approved (${approvers.length} of ${required}).`;
    return plain(fact.startsWith(count) && fact.endsWith(`.${wait}`));
  },
  emergency_approved: (fact, { event, standing }) =>
    plain(
      fact.startsWith(`EMERGENCY: <@${event.by}> approved their own request, alone. `) &&
        fact.includes(standing.taskId) &&
        fact.endsWith(` Why: ${oneLine(event.reason)}`),
    ),
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

function closedClaims(fact: string, about: About): Claims | null {
  switch (about.event.reason) {
    case 'expired':
      return sentAfter(fact, 'The request expired. ', {});
    case 'card not posted':
      return sentAfter(fact, 'The card could not be posted. ', {});
    case 'dry run':
      return dryRunClaims(fact, about);
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

function dryRunClaims(fact: string, { standing }: About): Claims | null {
  const why = standing.dryRun ? 'This request was a dry run' : 'The bot was in dry run by then';
  const [, listed] = /^DDS listed the task as ([^.]+)\. /.exec(fact) ?? [];
  if (listed === undefined) return null;
  const start = `DDS listed the task as ${listed}. ${why}, so the cancellation was left out. `;
  return sentAfter(fact, start, { listed });
}

/** As a message shows what somebody typed. */
function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(/\s*[\r\n\v\f\u0085\u2028\u2029]\s*/gu, ' ');
}

function cancelledClaims(fact: string, { event: { how } }: About): Claims | null {
  if (how === 'listed')
    return fact.startsWith('Cancelled. DDS listed it as Canceled;') ? { listed: 'Canceled' } : null;
  const match = /^Cancelled\. DDS confirmed the cancellation(?: \(request id ([^)]+)\))?\. /.exec(
    fact,
  );
  return match === null ? null : { confirmed: { callId: match[1] } };
}
