import type { Message } from '../slack/message-store.ts';
import type { Evidence } from './evidence.ts';
import type { JournalEvent, Story } from './journal-event.ts';
import { refusedAt } from './refused.ts';
import { type Standing, standingsOf } from './standing.ts';
import { writtenAt } from './written.ts';

/** The messages that tell of one request. */
export interface Told {
  readonly cards: readonly Message[];
  /** Under the first card, in the order of the thread. */
  readonly trail: readonly Message[];
}

const SHOWN_IN_CHANNEL = [
  ...['cancelled', 'not_cancelled', 'unknown', 'closed', 'emergency_approved'],
];

/** The messages that show one request; more than one are too many. */
export function cardsOf({ id }: Story, evidence: Evidence): readonly Message[] {
  return ownIn(evidence).filter(
    (message) => isOf(message, 'dds_cancel_card') && requestOf(message) === id,
  );
}

function ownIn({ slack }: Evidence): readonly Message[] {
  return slack.messages.filter(({ bot_id }) => bot_id === slack.botId);
}

export function toldOf(story: Story, evidence: Evidence): Told {
  const own = ownIn(evidence);
  const cards = cardsOf(story, evidence);
  const [card] = cards;
  const trail = own.filter(
    (message) => isOf(message, 'dds_cancel') && isUnder(message, card) && !message.deleted,
  );
  return { cards, trail };
}

/** Design §5.4 and §9: the thread under the one card tells every event, once, in order, unedited. */
export function trailFaults(stories: readonly Story[], evidence: Evidence): readonly string[] {
  return [
    ...stories.flatMap((story) => {
      const told = toldOf(story, evidence);
      return faultsOf(story, told, evidence).map((fault) => `request ${story.id}: ${fault}`);
    }),
    ...strangers(stories, evidence),
  ];
}

function faultsOf(story: Story, { cards, trail }: Told, evidence: Evidence): string[] {
  if (cards.length === 0) return withoutCard(story, evidence);
  const counted = cards.length === 1 ? [] : [`it has ${cards.length} cards`];
  const told = trail.map((message) => seqOf(message));
  const owed = story.events.filter(
    ({ seq }) => told.includes(seq) || !isMadeUpFor(story, seq, evidence),
  );
  const journaled = owed.map(({ seq }) => seq);
  if (told.join() !== journaled.join())
    counted.push(`its trail tells the events ${told}, its journal holds ${journaled}`);
  const standings = standingsOf(story);
  const each = story.events.flatMap((event, index) => {
    const message = trail.find((one) => seqOf(one) === event.seq);
    const standing = standings[index];
    if (message === undefined || standing === undefined) return [];
    return messageFaults(message, event, standing).map((why) => `event ${event.seq}: ${why}`);
  });
  return [...counted, ...each];
}

/** Design §5.3: what Slack refuses for good is told to the requester directly. */
function isMadeUpFor(story: Story, seq: number, evidence: Evidence): boolean {
  const at = refusedAt(story, seq, evidence);
  return at !== undefined && isToldDirectly(story.events[0].by, at, evidence);
}

function isToldDirectly(user: string, since: string, { slack }: Evidence): boolean {
  return slack.directMessages.some(
    ({ channel, versions }) => channel === `D${user.slice(1)}` && (versions[0]?.at ?? '') >= since,
  );
}

/** Where Slack took no card for good, the requester is told directly. */
function withoutCard({ events }: Story, evidence: Evidence): string[] {
  const [first] = events;
  const { by } = first;
  const at = writtenAt(first, evidence).toISOString();
  const last = events.at(-1);
  const faults = last?.reason === 'card not posted' ? [] : ['it has no card'];
  return isToldDirectly(by, at, evidence)
    ? faults
    : [...faults, `${by} was not told that its card could not be posted`];
}

function messageFaults(message: Message, event: JournalEvent, standing: Standing): string[] {
  const { metadata, versions, reply_broadcast } = message;
  const expected = payloadOf(event, standing);
  return [
    versions.length === 1 && message.edited === undefined ? '' : 'its message was edited',
    isSame(metadata?.event_payload, expected) ? '' : 'its metadata is not that of the event',
    reply_broadcast === SHOWN_IN_CHANNEL.includes(event.event)
      ? ''
      : `its message is ${reply_broadcast ? '' : 'not '}shown in the channel`,
  ].filter((fault) => fault !== '');
}

function payloadOf(event: JournalEvent, { taskId, target }: Standing): Record<string, unknown> {
  const { request, seq, by, at, prev, hash } = event;
  const reason = event.event === 'closed' ? { reason: event.reason } : {};
  return {
    request,
    seq,
    event: event.event,
    job_id: taskId,
    target,
    by,
    at,
    prev,
    hash,
    ...reason,
  };
}

function isSame(one: Readonly<Record<string, unknown>> = {}, other: Record<string, unknown>) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

/** Own messages that no event of the journal accounts for. */
function strangers(stories: readonly Story[], evidence: Evidence): string[] {
  const { messages, botId } = evidence.slack;
  const known = new Set(
    stories.flatMap((story) => {
      const { cards, trail } = toldOf(story, evidence);
      const ids = [...cards, ...trail.filter((message) => requestOf(message) === story.id)];
      return ids.map(({ channel, ts }) => `${channel} ${ts}`);
    }),
  );
  return messages
    .filter(({ bot_id, channel, ts }) => bot_id === botId && !known.has(`${channel} ${ts}`))
    .map(({ text, ts }) => `the message ${ts} (“${text}”) belongs to no event of the journal`);
}

function isOf({ metadata }: Message, type: string): boolean {
  return metadata?.event_type === type;
}

function requestOf({ metadata }: Message): unknown {
  return metadata?.event_payload['request'];
}

function seqOf({ metadata }: Message): unknown {
  return metadata?.event_payload['seq'];
}

function isUnder(message: Message, card: Message | undefined): boolean {
  return card !== undefined && message.channel === card.channel && message.thread_ts === card.ts;
}
