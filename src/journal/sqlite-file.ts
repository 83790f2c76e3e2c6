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
  waitForOthers(database);
  database.pragma('journal_mode = WAL');
  // A commit that was answered must outlive a power cut: https://www.sqlite.org/pragma.html#pragma_synchronous
  database.pragma('synchronous = FULL');
  migrate(database);
}

/**
 * To be called first: the bot before this one, only just killed, the next one, or a reader may be at
 * the file, and whoever is first after a kill holds it whole while it is recovered.
 */
export function waitForOthers(database: Database.Database): void {
  database.pragma('busy_timeout = 5000');
}
