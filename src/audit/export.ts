import type { JournalReader } from '../journal/sqlite-read.ts';
import type { Output } from '../ops/output.ts';

/** Writes every event of that time as one line, as it is stored; answers the exit code. */
export async function exportJournal(
  journal: JournalReader,
  { since, until }: { readonly since: number; readonly until: number },
  { write, tell }: Output,
): Promise<number> {
  let code = 0;
  for (const { request, seq, stored } of journal.rows()) {
    const event = parsed(stored);
    if (event === null) {
      tell(`Event ${seq} of request ${request} is left out: what is stored is no JSON object.\n`);
      code = 1;
      continue;
    }
    const at = Date.parse(String(event['at']));
    // What was given an unreadable date is shown rather than hidden.
    if (Number.isNaN(at) || (at >= since && at < until)) await write(`${JSON.stringify(event)}\n`);
  }
  return code;
}

function parsed(stored: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(stored);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
