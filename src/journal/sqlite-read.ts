import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { type RequestEvent, requestEvent } from '../request/event.ts';
import type { Posting } from '../workflow/posting.ts';
import { waitForOthers } from './sqlite-file.ts';
import { fromRow, type Row } from './sqlite-postings.ts';
import { NEWEST_SCHEMA } from './sqlite-schema.ts';

/** One row of the journal as it lies there, whoever wrote it. */
export interface JournalRow {
  readonly request: string;
  readonly seq: number;
  readonly hash: string;
  /** The event as it is stored. */
  readonly stored: string;
  /** `null` where what is stored is no event of this row. */
  readonly event: RequestEvent | null;
}

/** A journal for reading only, whether or not it is whole, and while a bot writes to it. */
export interface JournalReader {
  /** Every row, request by request in the order of their first events. */
  rows(): Iterable<JournalRow>;
  /** What Slack has been sent, by request. */
  postings(): ReadonlyMap<string, readonly Posting[]>;
  close(): void;
}

/** There is no journal to read here; `message` is a sentence for a person at a terminal. */
export class NoJournalError extends Error {
  override readonly name = 'NoJournalError';
}

/** Neither creates nor changes anything. Throws a `NoJournalError`. */
export function openJournalReader(path: string): JournalReader {
  if (!existsSync(path)) throw new NoJournalError(`There is no file ${path}.`);
  const database = openReadOnly(path);
  return {
    *rows() {
      // Rows whose request has been taken out of its table come last instead of not at all.
      const rows = database
        .prepare(
          'SELECT request, seq, hash, event FROM events LEFT JOIN requests USING (request) ' +
            'ORDER BY position IS NULL, position, request, seq',
        )
        .iterate();
      for (const row of rows) yield journalRow(row as StoredRow);
    },
    postings() {
      const rows = database.prepare('SELECT * FROM postings').all() as PostingRow[];
      const ofRequests = new Map<string, Posting[]>();
      for (const row of rows) {
        const known = ofRequests.get(row.request) ?? [];
        ofRequests.set(row.request, [...known, fromRow(row)]);
      }
      return ofRequests;
    },
    close: () => database.close(),
  };
}

function openReadOnly(path: string): Database.Database {
  try {
    // libsql 0.5.29 takes its `readonly` option and ignores it; SQLite itself heeds the URI's mode.
    const database = new Database(`${pathToFileURL(resolve(path)).href}?mode=ro`);
    waitForOthers(database);
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    if (version === NEWEST_SCHEMA) return database;
    database.close();
    throw new NoJournalError(
      `${path} has schema ${version} and not ${NEWEST_SCHEMA}: it is no journal, or one of another version of dds-cancel.`,
    );
  } catch (fault) {
    if (fault instanceof NoJournalError) throw fault;
    const message = `${path} cannot be read as a journal: ${(fault as Error).message}`;
    throw new NoJournalError(message, { cause: fault });
  }
}

interface StoredRow {
  readonly request: string;
  readonly seq: number;
  readonly hash: string;
  readonly event: string;
}

type PostingRow = Row & { readonly request: string };

function journalRow({ request, seq, hash, event: stored }: StoredRow): JournalRow {
  const event = parsed(stored);
  const isOfRow = event?.request === request && event.seq === seq && event.hash === hash;
  return { request, seq, hash, stored, event: isOfRow ? event : null };
}

function parsed(stored: string): RequestEvent | null {
  try {
    return requestEvent.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}
