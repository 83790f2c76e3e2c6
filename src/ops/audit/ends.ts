import type { JournalRow } from '../../journal/sqlite-read.ts';
import type { EventType } from '../../request/event.ts';
import type { Finding } from './finding.ts';

const ENDS: ReadonlySet<EventType> = new Set([
  'rejected',
  'withdrawn',
  'closed',
  'cancelled',
  'not_cancelled',
]);

/** A request that is still open, for good reason or not: the expiry tells which. */
export function endFindings(request: string, rows: readonly JournalRow[]): Finding[] {
  const events = rows.flatMap(({ event }) => event ?? []);
  const last = events.at(-1);
  if (last === undefined || ENDS.has(last.event)) return [];
  const first = events.find(({ event }) => event === 'requested');
  const expiry = first?.event === 'requested' ? `; it expires at ${first.expiresAt}` : '';
  const detail = `its last event is \`${last.event}\` at ${last.at}${expiry}`;
  return [{ what: 'without an end', request, seq: last.seq, detail, message: null }];
}
