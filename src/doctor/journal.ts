import { setImmediate as breathe } from 'node:timers/promises';
import { type JournalRow, NoJournalError, openJournalReader } from '../journal/sqlite-read.ts';
import { createRowVerifier } from '../ops/audit/chain.ts';
import { type CancelEvidence, collectCancelEvidence } from '../ops/doctor/cancel-evidence.ts';
import type { ChainState } from '../ops/doctor/words/database.ts';
import type { ChainFault } from '../request/verify-chain.ts';

/** What one pass over the journal tells. */
export interface JournalFound {
  readonly chain: ChainState;
  /** By target. */
  readonly evidence: ReadonlyMap<string, CancelEvidence>;
}

/** Of a journal that is not whole, or was not read to its end, the latest is not known. */
const NONE: JournalFound['evidence'] = new Map();
/** Rows between two looks at what else waits, and at the clock. */
const ROWS_AT_ONCE = 200;

/** Reads the journal once, changing nothing, for as long as it may take. */
export async function readJournal(path: string, limitMs: number): Promise<JournalFound> {
  try {
    const journal = openJournalReader(path);
    try {
      return await follow(journal.rows(), limitMs);
    } finally {
      journal.close();
    }
  } catch (fault) {
    if (!(fault instanceof NoJournalError)) throw fault;
    return { chain: { state: 'unreadable', why: fault.message }, evidence: NONE };
  }
}

async function follow(rows: Iterable<JournalRow>, limitMs: number): Promise<JournalFound> {
  const faultIn = createRowVerifier();
  const { note, found: evidence } = collectCancelEvidence();
  const until = performance.now() + limitMs;
  let events = 0;
  for (const row of rows) {
    const fault = faultIn(row);
    if (fault !== null) return { chain: { state: 'broken', at: whereIs(fault) }, evidence: NONE };
    if (row.event !== null) note(row.event);
    events += 1;
    if (events % ROWS_AT_ONCE !== 0) continue;
    await breathe();
    if (performance.now() > until) return { chain: { state: 'too long', events }, evidence: NONE };
  }
  return { chain: { state: 'whole', events }, evidence };
}

function whereIs({ request, seq, wrong }: ChainFault): string {
  return `request ${request}, event ${seq}: ${wrong}`;
}
