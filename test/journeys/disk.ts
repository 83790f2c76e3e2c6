import type Database from 'libsql';
import { journalIn } from '../../src/journal/sqlite.ts';
import { openDatabase } from '../../src/journal/sqlite-file.ts';
import type { Journal } from '../../src/workflow/ports.ts';

/** What a journal is kept on, and what may become of that while the bot runs. */
export interface Disk {
  openJournal(path: string): Journal;
  /** SQLite itself refuses every write, as on a file system that has been mounted read-only. */
  readOnly(on: boolean): void;
  /** SQLite itself finds no room for another page. */
  full(on: boolean): void;
}

/** SQLite's own bound, and so as good as none: https://www.sqlite.org/limits.html#max_page_count */
const MOST_PAGES = 4_294_967_294;

export function createDisk(): Disk {
  let database: Database.Database | null = null;
  return {
    openJournal(path) {
      database = openDatabase(path);
      return journalIn(database);
    },
    readOnly: (on) => void database?.pragma(`query_only = ${on ? 1 : 0}`),
    // Less than there are already is taken as exactly those.
    full: (on) => void database?.pragma(`max_page_count = ${on ? 1 : MOST_PAGES}`),
  };
}
