import type Database from 'libsql';

/**
 * Runs `work` in one transaction that holds the write lock from its start. libsql 0.5.29 has such a
 * thing, but where SQLite has rolled back by itself, as it does on a full disk, it rolls back again
 * and throws the error of that: https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
 */
export function inTransaction<A extends readonly unknown[], R>(
  database: Database.Database,
  work: (...args: A) => R,
): (...args: A) => R {
  return (...args) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work(...args);
      database.exec('COMMIT');
      return result;
    } catch (fault) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw fault;
    }
  };
}
