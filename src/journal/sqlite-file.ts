import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { migrate } from './sqlite-schema.ts';

/** Opens the database file, readable by this user only, and brings its schema up to date; closes it where it throws. */
export function openDatabase(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // SQLite gives the files beside it (-wal, -shm) the mode of the database itself.
  closeSync(openSync(path, 'a', 0o600));
  const database = new Database(path);
  try {
    prepare(database);
  } catch (fault) {
    database.close();
    throw fault;
  }
  return database;
}

function prepare(database: Database.Database): void {
  // First, for the process before this one, only just killed, or a reader may still be at the file.
  database.pragma('busy_timeout = 5000');
  database.pragma('journal_mode = WAL');
  // A commit that was answered must outlive a power cut: https://www.sqlite.org/pragma.html#pragma_synchronous
  database.pragma('synchronous = FULL');
  migrate(database);
}
