import type Database from 'libsql';
import { type RequestEvent, requestEvent } from '../request/event.ts';
import { createChainVerifier } from '../request/verify-chain.ts';
import type { Journal } from '../workflow/ports.ts';
import { createAppend } from './sqlite-append.ts';
import { openDatabase } from './sqlite-file.ts';
import { createPostings } from './sqlite-postings.ts';
import { createRequests } from './sqlite-requests.ts';
import { NEWEST_SCHEMA } from './sqlite-schema.ts';
import { createStanding } from './sqlite-standing.ts';

/** The journal has been changed by something else than this bot; nothing in it can be trusted. */
class BrokenJournalError extends Error {
  override readonly name = 'BrokenJournalError';
}

/** Opens the journal in one SQLite file and follows its whole hash chain first; throws an error named `BrokenJournalError` on a break. */
export function openSqliteJournal(path: string): Journal {
  return journalIn(openDatabase(path));
}

/** The journal that an open database holds; closes the database where it throws, as above. */
export function journalIn(database: Database.Database): Journal {
  try {
    verify(database);
  } catch (fault) {
    database.close();
    throw fault;
  }
  const standing = createStanding(database);
  const append = createAppend(database, standing);
  const postings = createPostings(database);
  const requests = createRequests(database);
  const eventsOf = database.prepare('SELECT event FROM events WHERE request = ? ORDER BY seq');

  return {
    ...postings,
    ...requests,
    read: async (request) => eventsOf.all(request).map(parse),
    end: async () => ({ seq: 0, head: standing.newestFirst() }),
    append: async (end, event) => append(end, event),
    openRequestFor: async (...task) => standing.openRequestFor(...task),
    async probe() {
      // Written to the file although it is the version that stands there already.
      database.exec(`PRAGMA user_version = ${NEWEST_SCHEMA}`);
    },
    async close() {
      database.close();
    },
  };
}

function verify(database: Database.Database): void {
  const faultIn = createChainVerifier();
  for (const event of allEvents(database)) {
    const fault = faultIn(event);
    if (fault === null) continue;
    throw new BrokenJournalError(
      `The journal was changed from outside: request ${fault.request}, event ${fault.seq}: ${fault.wrong}. ` +
        'Keep the file, compare it with the trail in Slack, and start with a backup or a new file.',
    );
  }
}

function* allEvents(database: Database.Database): Generator<RequestEvent> {
  const rows = database
    .prepare(
      'SELECT event FROM requests JOIN events USING (request) ORDER BY requests.position, events.seq',
    )
    .iterate();
  for (const row of rows) yield parse(row);
}

function parse(row: unknown): RequestEvent {
  return requestEvent.parse(JSON.parse((row as { event: string }).event));
}
