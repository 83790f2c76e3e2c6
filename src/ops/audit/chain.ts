import type { JournalRow } from '../../journal/sqlite-read.ts';
import type { RequestEvent } from '../../request/event.ts';
import { type ChainFault, createChainVerifier } from '../../request/verify-chain.ts';
import type { Finding } from './finding.ts';

/** Every break of the chain; one does not hide the next. */
export function chainFindings(rows: readonly JournalRow[]): Finding[] {
  const faultIn = createRowVerifier();
  return rows.flatMap((row) => {
    const fault = faultIn(row);
    if (fault === null) return [];
    const { request, seq } = row;
    return [{ what: 'broken chain', request, seq, detail: fault.wrong, message: null } as const];
  });
}

/** Follows the chain row by row, in the journal's order. */
export function createRowVerifier(): (row: JournalRow) => ChainFault | null {
  const faultIn = createChainVerifier();
  return (row) => faultIn(row.event ?? standIn(row));
}

/** What is no event any more keeps its place and hash, so that the event after it is not blamed too. */
function standIn({ request, seq, hash }: JournalRow): RequestEvent {
  const event = { request, seq, hash, prev: '', at: '', by: '', event: 'reminded' } as const;
  return event;
}
