import type { JournalRow } from '../../journal/sqlite-read.ts';
import type { TrailMessage } from '../../slack/trail-reader.ts';
import { trailPayload } from '../../slack/views/trail.ts';
import type { Message, Posting } from '../../workflow/posting.ts';
import { type Finding, shown } from './finding.ts';
import { type TrailEntry, taskOf } from './own-messages.ts';

/** One request in journal and Slack. */
export interface RequestTrail {
  readonly request: string;
  readonly rows: readonly JournalRow[];
  readonly isExpected: (row: JournalRow) => boolean;
  readonly postings: readonly Posting[];
  /** Where the card is, or was posted. */
  readonly card: Message | null;
  /** Oldest first. */
  readonly entries: readonly TrailEntry[];
  /** Whether the place where the trail should be was read. */
  readonly isRead: boolean;
}

/** What the trail of one request lacks, and what in it the journal does not say. */
export function trailFindings(trail: RequestTrail): Finding[] {
  const firsts = new Map<number, TrailEntry>();
  const findings: Finding[] = [];
  let highest = 0;
  for (const entry of trail.entries) {
    const { seq } = entry;
    const isRepeated = firsts.has(seq);
    if (isRepeated) findings.push(about(entry, 'duplicate', 'an earlier message tells this event'));
    else firsts.set(seq, entry);
    if (!isRepeated && seq < highest)
      findings.push(about(entry, 'out of order', `it stands below event ${highest}`));
    highest = Math.max(highest, seq);
    findings.push(...entryFindings(trail, entry));
  }
  return [...findings, ...missing(trail, firsts)];
}

function entryFindings(trail: RequestTrail, entry: TrailEntry): Finding[] {
  const { isEdited, thread } = entry.message;
  const findings: Finding[] = [];
  if (trail.card !== null && thread !== trail.card.ts)
    findings.push(
      about(entry, 'out of order', "it stands outside the thread of its request's card"),
    );
  if (isEdited) findings.push(about(entry, 'edited', 'Slack says it was edited'));
  const row = trail.rows.find(({ seq }) => seq === entry.seq);
  const detail = `the trail has ${shown(entry.payload['event'])} at ${shown(entry.payload['at'])}`;
  if (row === undefined) return [...findings, about(entry, 'not in the journal', detail)];
  const differences = differencesFrom(trail.rows, row, entry.payload);
  if (differences !== '') findings.push(about(entry, 'edited', differences));
  return findings;
}

function differencesFrom(
  rows: readonly JournalRow[],
  row: JournalRow,
  payload: TrailEntry['payload'],
): string {
  const { event, seq, hash } = row;
  const task = taskOf(rows.filter((each) => each.seq <= seq));
  // A journal that is broken here, which is told apart, still has the hash to compare.
  const expected: Record<string, unknown> =
    event === null || task === null ? { ...payload, hash } : trailPayload(task, event);
  return [...new Set([...Object.keys(expected), ...Object.keys(payload)])]
    .filter((key) => expected[key] !== payload[key])
    .map((key) => `${key} is ${shown(payload[key])}, in the journal ${shown(expected[key])}`)
    .join('; ');
}

function missing(trail: RequestTrail, firsts: ReadonlyMap<number, TrailEntry>): Finding[] {
  const { request, rows, isExpected, card, isRead } = trail;
  if (!isRead || hasNoCardForGood(trail)) return [];
  return rows
    .filter((row) => !firsts.has(row.seq) && isExpected(row))
    .map((row) => {
      const type = row.event === null ? '' : `\`${row.event.event}\` is not in the trail: `;
      const detail = `${type}${whyMissing(trail.postings, 'trail', row.seq)}`;
      return { what: 'missing', request, seq: row.seq, detail, message: card } as const;
    });
}

/** Slack never took the card, and the chain says so itself: there is no place for a trail. */
export function hasNoCardForGood({ card, rows }: Pick<RequestTrail, 'card' | 'rows'>): boolean {
  const last = rows.at(-1)?.event;
  return card === null && last?.event === 'closed' && last.reason === 'card not posted';
}

export function whyMissing(
  postings: readonly Posting[],
  kind: Posting['kind'],
  number?: number,
): string {
  const known = postings.filter(
    (each) => each.kind === kind && (number === undefined || each.number === number),
  );
  if (known.some(({ message }) => message !== null)) return 'it was posted, and is there no more';
  const refused = known.find((each) => each.refused !== null)?.refused;
  if (refused !== undefined) return `Slack refused it for good (${refused})`;
  return 'the bot has no record that it was posted';
}

function about(entry: TrailEntry, what: Finding['what'], detail: string): Finding {
  const { request, seq, message } = entry;
  return { what, request, seq, detail, message: message.message };
}

export function byTime(a: TrailMessage, b: TrailMessage): number {
  return a.message.ts < b.message.ts ? -1 : 1;
}
