import type { Content } from '../slack/message-store.ts';
import type { Evidence } from './evidence.ts';
import { heldOf } from './held.ts';
import type { Story } from './journal-event.ts';
import { isFrozen } from './refused.ts';
import { buttonsOf, headerOf, saidIn } from './said.ts';
import { isToldAsDryRun, type Standing, type State, standingsOf } from './standing.ts';
import { toldOf } from './trail.ts';
import { writtenAt } from './written.ts';

/** Once all is quiet the card shows how its request stands; at no time did it say “Cancelled” too early. */
export function cardFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  return stories.flatMap((story) => {
    const standings = standingsOf(story);
    const last = standings.at(-1);
    const [card] = toldOf(story, evidence).cards;
    if (last === undefined || card === undefined) return [];
    const shown = card.versions.at(-1) ?? card;
    const faults = [
      ...(isFrozen(card, evidence) ? [] : restFaults(shown, last, evidence)),
      ...card.versions
        .filter(({ at }) => isDryBy(new Date(at), story, standings, evidence))
        .flatMap((version) => undryFaults(saidIn(version))),
      ...card.versions.flatMap((version) =>
        unsentFaults(saidIn(version), new Date(version.at), story.id, evidence),
      ),
      ...card.versions.flatMap((version) =>
        earlyFaults(saidIn(version), new Date(version.at), last, evidence),
      ),
    ];
    return faults.map((fault) => `the card of request ${story.id}: ${fault}`);
  });
}

const HEADERS: Readonly<Record<State, RegExp>> = {
  pending: /^Cancel this scheduled task\?$/,
  approved: /^Approved; waiting for DDS$/,
  cancelling: /^Approved; waiting for DDS$/,
  cancelled: /^Cancelled$/,
  'not cancelled': /^Not cancelled$/,
  unknown: /^Outcome unknown$/,
  rejected: /^Rejected$/,
  withdrawn: /^Withdrawn$/,
  closed: /^Closed: /,
};
/** What a header begins with in a dry run, and after an emergency approval. */
const MARKS = /^(?:Dry run: )?(?:EMERGENCY: )?/;
const MAY_SHOW: Readonly<Partial<Record<State, readonly string[]>>> = {
  pending: ['approve', 'reject', 'withdraw'],
  approved: ['reject', 'withdraw'],
  'not cancelled': ['try_again', 'ask_again'],
  unknown: ['check_again'],
  // Asking again opens a form for another request; this one stays as it is.
  rejected: ['ask_again'],
  withdrawn: ['ask_again'],
  closed: ['ask_again'],
};
const MUST_SHOW: readonly State[] = ['pending', 'unknown'];

/** How the card shows its request once all is quiet. */
function restFaults(shown: Content, last: Standing, evidence: Evidence): readonly string[] {
  return [
    ...endFaults(headerOf(shown), buttonsOf(shown), last),
    ...quietFaults(saidIn(shown), headerOf(shown), last),
    ...modeFaults(headerOf(shown), last, evidence),
    ...(shown.metadata?.event_payload['revision'] === last.revision
      ? []
      : [`its metadata is not of revision ${last.revision}`]),
  ];
}

function endFaults(
  header: string,
  buttons: readonly string[],
  { state, isTried }: Standing,
): string[] {
  const may = state === 'approved' && isTried ? [] : (MAY_SHOW[state] ?? []);
  const extra = buttons.filter((id) => !may.includes(id));
  const missing = MUST_SHOW.includes(state) ? may.filter((id) => !buttons.includes(id)) : [];
  return [
    ...(HEADERS[state].test(header.replace(MARKS, ''))
      ? []
      : [`it says “${header}” of a request that is ${state}`]),
    ...extra.map((id) => `it still shows the button ${id}, and the request is ${state}`),
    ...missing.map((id) => `it does not show the button ${id}, and the request is ${state}`),
  ];
}

/** An emergency approval is on the card in so many words, with who and why; nothing else is. */
function quietFaults(
  said: readonly string[],
  header: string,
  { emergency, requester }: Standing,
): string[] {
  const isMarked = /^(?:Dry run: )?EMERGENCY: /.test(header);
  if (emergency === null) return isMarked ? ['it says EMERGENCY, and there was none'] : [];
  const why = emergency.slice(0, 100).split(/[\r\n]/)[0] ?? '';
  const isLoud = said.every(
    (text) => text.includes(`EMERGENCY: <@${requester}>`) && text.includes(why),
  );
  return isMarked && isLoud ? [] : ['it does not say EMERGENCY, who and why'];
}

/** Whether it was a dry run at that time: from the start, or once it was approved as one. */
function isDryBy(
  at: Date,
  { events }: Story,
  standings: readonly Standing[],
  evidence: Evidence,
): boolean {
  const newest = standings[events.findLastIndex((event) => writtenAt(event, evidence) <= at)];
  return newest !== undefined && isToldAsDryRun(newest);
}

const NOTHING_SENT = /DDS (?:is|was) sent no cancellation/;

/** Once a `DELETE` was sent for it, no card says that none is. */
function unsentFaults(said: readonly string[], at: Date, id: string, { dds }: Evidence): string[] {
  const isSent = dds.calls.some(
    (call) => call.kind === 'cancel' && call.userAgent === `dds-cancel/${id}` && call.at <= at,
  );
  return isSent && said.some((text) => NOTHING_SENT.test(text))
    ? [`it said at ${at.toISOString()} that DDS is sent nothing, after a DELETE was`]
    : [];
}

function undryFaults(said: readonly string[]): string[] {
  const isTold = said.every((text) => /^Dry run: /m.test(text));
  return isTold ? [] : ['it does not say that it is a dry run'];
}

/** Whoever may still approve reads whether anything will be cancelled by the bot that runs now. */
function modeFaults(header: string, { state, dryRun }: Standing, { policy }: Evidence): string[] {
  if (state !== 'pending') return [];
  const isDry = dryRun || policy.dryRunSince !== undefined;
  if (isDry === header.startsWith('Dry run: ')) return [];
  return [`it waits for approval as “${header}”, and the bot is ${isDry ? '' : 'not '}in dry run`];
}

/** Any of these tells that the task is cancelled. */
const CANCELLED =
  /^(?:Dry run: )?(?:EMERGENCY: )?Cancelled$|DDS confirmed the cancellation|DDS listed the task as Canceled/m;

function earlyFaults(
  said: readonly string[],
  at: Date,
  standing: Standing,
  evidence: Evidence,
): string[] {
  if (!said.some((text) => CANCELLED.test(text))) return [];
  const held = heldOf(evidence, standing).at(at);
  return held === 'Canceled'
    ? []
    : [`it said “cancelled” at ${at.toISOString()}, and DDS held ${held}`];
}
