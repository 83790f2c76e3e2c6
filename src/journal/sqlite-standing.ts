import type Database from 'libsql';

/** How the requests stand, for whoever asks and for whoever appends. */
export interface Standing {
  /** Hash of the newest first event; '' where there is none. */
  newestFirst(): string;
  /** The open request for a task, if there is one. */
  openRequestFor(target: string, taskId: string): string | null;
}

export function createStanding(database: Database.Database): Standing {
  const newestFirst = database.prepare(
    'SELECT first_hash AS hash FROM requests ORDER BY position DESC LIMIT 1',
  );
  const holder = database.prepare(
    'SELECT request FROM requests WHERE target = ? AND task = ? AND open = 1',
  );
  return {
    newestFirst: () => (newestFirst.get() as { hash: string } | undefined)?.hash ?? '',
    openRequestFor: (target, taskId) =>
      (holder.get(target, taskId) as { request: string } | undefined)?.request ?? null,
  };
}
