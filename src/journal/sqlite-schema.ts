import type Database from 'libsql';

/** Each entry takes the database from the version of its index to the next; none is ever edited. */
const MIGRATIONS = [
  `
  -- One row a request, in the order of their first events.
  CREATE TABLE requests (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    request TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    task TEXT NOT NULL,
    first_hash TEXT NOT NULL,
    open INTEGER NOT NULL CHECK (open IN (0, 1))
  ) STRICT;
  CREATE UNIQUE INDEX one_open_request_per_task ON requests (target, task) WHERE open = 1;

  CREATE TABLE events (
    request TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (request, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

  -- Not part of the audit; can be rebuilt from Slack.
  CREATE TABLE postings (
    request TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'trail')),
    number INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    channel TEXT,
    ts TEXT,
    refused TEXT,
    PRIMARY KEY (request, kind, number)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Where a request was made, and when it last ceased to be open, for what people ask about.
  ALTER TABLE requests ADD COLUMN channel TEXT NOT NULL DEFAULT '';
  ALTER TABLE requests ADD COLUMN ended_at TEXT;
  UPDATE requests SET channel = (
    SELECT json_extract(event, '$.channel') FROM events WHERE request = requests.request AND seq = 1
  );
  UPDATE requests SET ended_at = (
    SELECT json_extract(event, '$.at') FROM events WHERE request = requests.request
    ORDER BY seq DESC LIMIT 1
  ) WHERE open = 0;
  CREATE INDEX requests_of_a_channel ON requests (channel, open, ended_at, position);
  `,
  `
  CREATE TABLE postings_and_notices (
    request TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'trail', 'notice')),
    number INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    channel TEXT,
    ts TEXT,
    refused TEXT,
    PRIMARY KEY (request, kind, number)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO postings_and_notices SELECT * FROM postings;
  -- So far a direct message was tried once at each refusal, and that was not recorded.
  INSERT INTO postings_and_notices
    SELECT request, 'notice', max(number), max(begun_at), NULL, NULL, 'not recorded'
    FROM postings WHERE refused IS NOT NULL GROUP BY request;
  DROP TABLE postings;
  ALTER TABLE postings_and_notices RENAME TO postings;
  `,
  `
  -- Whether a card showed its request as a dry run.
  ALTER TABLE postings ADD COLUMN dry_run INTEGER NOT NULL DEFAULT 0 CHECK (dry_run IN (0, 1));
  `,
  `
  -- Whether it was posted again and must still be looked for: the earlier one may have arrived after all.
  ALTER TABLE postings ADD COLUMN may_be_twice INTEGER NOT NULL DEFAULT 0
    CHECK (may_be_twice IN (0, 1));
  `,
];

/** What this version writes. */
export const NEWEST_SCHEMA = MIGRATIONS.length;

/** Brings a database to this version's schema; throws on one that a newer version has written. */
export function migrate(database: Database.Database): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
    user_version: number;
  };
  if (version > NEWEST_SCHEMA) {
    throw new Error(
      `The database has schema ${version}; this version of dds-cancel knows ${NEWEST_SCHEMA}. Run the newer version.`,
    );
  }
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${migration} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
