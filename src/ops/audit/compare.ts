import type { JournalRow } from '../../journal/sqlite-read.ts';
import type { TrailMessage } from '../../slack/trail-reader.ts';
import { cardOf, type Message } from '../../workflow/posting.ts';
import { cardFindings } from './card-findings.ts';
import { chainFindings } from './chain.ts';
import { endFindings } from './ends.ts';
import { type Finding, shown } from './finding.ts';
import type { AuditInput } from './input.ts';
import { isOurKind, requestOfCard, trailEntry } from './own-messages.ts';
import { byTime, type RequestTrail, trailFindings } from './request-trail.ts';

/** Everything in journal and trail that does not fit, request by request in the journal's order. */
export function compare(input: AuditInput): Finding[] {
  const messages = input.slack.messages.toSorted(byTime);
  const entries = groupedBy(
    messages.flatMap((message) => trailEntry(message) ?? []),
    (entry) => entry.request,
  );
  const cards = groupedBy(messages, requestOfCard);
  const rows = groupedBy(input.rows, (row) => row.request);

  const requests = new Set([...rows.keys(), ...cards.keys(), ...entries.keys()]);
  const trails = [...requests].map((request): [RequestTrail, readonly TrailMessage[]] => {
    const ofRequest = { request, rows: rows.get(request) ?? [] };
    const postings = input.postings.get(request) ?? [];
    const itsCards = cards.get(request) ?? [];
    const card = cardOf(postings) ?? itsCards[0]?.message ?? null;
    const isRead = wasRead(input.slack, card, ofRequest.rows);
    const { isExpected } = input;
    const itsEntries = entries.get(request) ?? [];
    return [{ ...ofRequest, isExpected, postings, card, entries: itsEntries, isRead }, itsCards];
  });
  const threads = new Set(trails.flatMap(([{ card }]) => (card === null ? [] : [keyOf(card)])));

  return [
    ...chainFindings(input.rows),
    ...trails.flatMap(([trail, itsCards]) => [
      ...cardFindings(trail, itsCards),
      ...trailFindings(trail),
      ...endFindings(trail.request, trail.rows),
    ]),
    ...messages.flatMap((message) => strangeness(message, threads)),
    ...doubtFindings(input.slack),
  ];
}

function wasRead(
  { doubts, silence }: AuditInput['slack'],
  card: Message | null,
  rows: readonly JournalRow[],
): boolean {
  if (silence !== null) return false;
  if (card !== null)
    return !doubts.some(({ channel, thread }) => channel === card.channel && thread === card.ts);
  const first = rows.find(({ event }) => event?.event === 'requested')?.event;
  const channel = first?.event === 'requested' ? first.channel : null;
  return !doubts.some((doubt) => doubt.channel === channel && doubt.thread === null);
}

function strangeness(each: TrailMessage, threads: ReadonlySet<string>): Finding[] {
  const { message, thread, author, isOwn } = each;
  const about = { request: null, seq: null, message };
  if (!isOwn && isOurKind(each)) {
    const detail = `${shown(author)} wrote a look-alike of ${shown(each.metadata?.event_payload['request'])}`;
    return [{ what: 'foreign', ...about, detail }];
  }
  const isReply = thread !== null && threads.has(keyOf({ channel: message.channel, ts: thread }));
  if (!isOwn || !isReply || trailEntry(each) !== null) return [];
  return [{ what: 'edited', ...about, detail: 'an own message without the metadata of an event' }];
}

function doubtFindings({ doubts, silence }: AuditInput['slack']): Finding[] {
  const about = { what: 'could not be read', request: null, seq: null, message: null } as const;
  return [
    ...(silence === null ? [] : [{ ...about, detail: silence }]),
    ...doubts.map(({ channel, thread, why }) => {
      const place = thread === null ? `channel ${channel}` : `thread ${thread} in ${channel}`;
      return { ...about, detail: `${place} (${why})` };
    }),
  ];
}

function groupedBy<T>(all: readonly T[], keyOf: (each: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return groups;
}

function keyOf({ channel, ts }: Message): string {
  return `${channel} ${ts}`;
}
