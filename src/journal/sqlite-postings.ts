import type Database from 'libsql';
import type { Journal } from '../workflow/ports.ts';
import type { Posting } from '../workflow/posting.ts';

/** A row of the table, its request apart. */
export interface Row {
  readonly kind: Posting['kind'];
  readonly number: number;
  readonly begun_at: string;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly refused: string | null;
  readonly dry_run: number;
  readonly may_be_twice: number;
}

const DONE = '(postings.ts IS NOT NULL OR postings.refused IS NOT NULL)';

/** The table of postings: what Slack has of each request, and which requests it is missing something of. */
export function createPostings(
  database: Database.Database,
): Pick<Journal, 'postings' | 'recordPosting' | 'unfinished'> {
  const select = database.prepare('SELECT * FROM postings WHERE request = ? ORDER BY kind, number');
  const record = database.prepare(
    'INSERT OR REPLACE INTO postings (request, kind, number, begun_at, channel, ts, refused, dry_run, may_be_twice) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const unfinished = database.prepare(`
    SELECT request FROM requests WHERE open = 1 OR (EXISTS (
      SELECT 1 FROM postings WHERE request = requests.request AND kind = 'card' AND ts IS NOT NULL
    ) OR NOT EXISTS (
      SELECT 1 FROM postings WHERE request = requests.request AND kind = 'card'
        AND refused IS NOT NULL
    )) AND (EXISTS (
      SELECT 1 FROM events WHERE request = requests.request AND NOT EXISTS (
        SELECT 1 FROM postings WHERE request = events.request AND kind = 'trail'
          AND number = events.seq AND ${DONE})
    ) OR NOT EXISTS (
      SELECT 1 FROM postings WHERE request = requests.request AND kind = 'card' AND ${DONE}
        AND number = (SELECT max(seq) FROM events WHERE request = requests.request)
    )) OR EXISTS (
      SELECT 1 FROM postings AS refusal WHERE request = requests.request AND kind <> 'notice'
        AND refused IS NOT NULL AND number > (
          SELECT coalesce(max(number), 0) FROM postings WHERE request = requests.request
            AND kind = 'notice' AND ${DONE})
    ) OR EXISTS (
      SELECT 1 FROM postings WHERE request = requests.request AND may_be_twice = 1
    ) ORDER BY position`);

  return {
    postings: async (request) => (select.all(request) as Row[]).map(fromRow),
    async recordPosting(request, { kind, number, begunAt, message, refused, ...more }) {
      const { channel, ts } = message ?? { channel: null, ts: null };
      const { dryRun = false, mayBeTwice = false } = more;
      const row = [request, kind, number, begunAt, channel, ts, refused];
      record.run(...row, Number(dryRun), Number(mayBeTwice));
    },
    unfinished: async () =>
      (unfinished.all() as { request: string }[]).map(({ request }) => request),
  };
}

export function fromRow(row: Row): Posting {
  const { kind, number, begun_at, channel, ts, refused } = row;
  const message = channel === null || ts === null ? null : { channel, ts };
  return {
    ...{ kind, number, begunAt: begun_at, message, refused },
    ...(row.dry_run === 1 && { dryRun: true }),
    ...(row.may_be_twice === 1 && { mayBeTwice: true }),
  };
}
