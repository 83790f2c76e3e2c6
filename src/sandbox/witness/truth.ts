import type { Message } from '../slack/message-store.ts';
import { type Claims, claimsOf } from './claims.ts';
import { approversAt, type Evidence } from './evidence.ts';
import { heldOf } from './held.ts';
import type { JournalEvent, Story } from './journal-event.ts';
import { saidIn } from './said.ts';
import { type Standing, standingsOf } from './standing.ts';
import { toldOf } from './trail.ts';
import { writtenAt } from './written.ts';

/** Design §5.4: what every trail message says was so, between the event before it and its own `at`. */
export function truthFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  return stories.flatMap((story) => {
    const standings = standingsOf(story);
    const { trail } = toldOf(story, evidence);
    return story.events.flatMap((event, index) => {
      const message = trail.find(({ metadata }) => metadata?.event_payload['seq'] === event.seq);
      const standing = standings[index];
      if (message === undefined || standing === undefined) return [];
      const at = writtenAt(event, evidence);
      const after = writtenAt(story.events[index - 1] ?? event, evidence);
      return saidFaults(message, { story, event, standing, at, after }, evidence);
    });
  });
}

interface Told {
  readonly story: Story;
  readonly event: JournalEvent;
  readonly standing: Standing;
  readonly at: Date;
  /** When the event before it was. */
  readonly after: Date;
}

function saidFaults(message: Message, told: Told, evidence: Evidence): string[] {
  const about = `request ${told.story.id}, event ${told.event.seq}`;
  return saidIn(message).flatMap((said) => {
    const claims = claimsOf(said, told);
    if (claims === null) return [`${about}: “${said}” is not what ${told.event.event} says`];
    return untrue(claims, told, evidence).map((why) => `${about}: “${said}” is untrue: ${why}`);
  });
}

function untrue(claims: Claims, told: Told, evidence: Evidence): string[] {
  return [
    ...unlisted(claims.listed, told, evidence),
    ...unconfirmed(claims.confirmed, told, evidence),
    ...missent(claims.sent, told, evidence),
    ...misnotified(claims.notified, told, evidence),
  ];
}

function unlisted(listed: Claims['listed'], told: Told, evidence: Evidence): string[] {
  if (listed === undefined) return [];
  const held = heldOf(evidence, told.standing).during(lastLook(told, evidence), told.at);
  return held.includes(listed) ? [] : [`DDS held ${held.join(', then ')}`];
}

/** What an outcome says must come from the newest read of the task, not from one before it. */
function lastLook({ at: until, standing, after }: Told, { dds }: Evidence): Date {
  const looks = dds.calls.filter(
    ({ kind, status, query, target, finishedAt }) =>
      kind === 'list' &&
      target === standing.target &&
      status === 200 &&
      query['instance_id'] === standing.instanceId &&
      finishedAt !== undefined &&
      finishedAt <= until,
  );
  const newest = looks.at(-1)?.at ?? after;
  return newest > after ? newest : after;
}

function unconfirmed(confirmed: Claims['confirmed'], told: Told, evidence: Evidence): string[] {
  if (confirmed === undefined) return [];
  const { at } = told;
  const answers = deletesOf(told, evidence).filter(
    ({ status, finishedAt }) => status === 204 && finishedAt !== undefined && finishedAt <= at,
  );
  const { callId } = confirmed;
  const isSo = answers.some(({ requestId }) => callId === undefined || callId === requestId);
  const held = heldOf(evidence, told.standing).at(at);
  return [
    ...(isSo ? [] : ['DDS had answered no such DELETE of this bot with 204']),
    ...(held === 'Canceled' ? [] : [`DDS held ${held}`]),
  ];
}

function missent(sent: Claims['sent'], told: Told, evidence: Evidence): string[] {
  if (sent === undefined) return [];
  const isSent = deletesOf(told, evidence).some(({ at }) => at <= told.at);
  if (sent) return told.standing.everAttempted ? [] : ['nothing had been attempted'];
  return isSent ? ['a DELETE had been sent'] : [];
}

/** Who is notified must be able to do something about it. */
function misnotified(
  notified: Claims['notified'],
  { standing: { requester, approvers, target } }: Told,
  { policy }: Evidence,
): string[] {
  const able = approversAt(target, policy).filter(
    (user) => user !== requester && !approvers.includes(user),
  );
  return (notified ?? [])
    .filter((user) => !able.includes(user))
    .map((user) => `${user} could not approve`);
}

function deletesOf({ story }: Told, { dds }: Evidence) {
  return dds.calls.filter(
    ({ kind, userAgent }) => kind === 'cancel' && userAgent === `dds-cancel/${story.id}`,
  );
}
