import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import Database from 'libsql';
import { journalIn, openSqliteJournal } from '../../src/journal/sqlite.ts';
import { openDatabase } from '../../src/journal/sqlite-file.ts';
import { CHANNELS, OF_A_CHANNEL } from '../../src/journal/sqlite-requests.ts';
import type { RequestEvent } from '../../src/request/event.ts';
import type { Journal } from '../../src/workflow/ports.ts';
import { approved, asked, aTask, story } from '../request/events.ts';
import { describesAJournal } from './journal-contract.ts';

describe('the SQLite journal', () => {
  describesAJournal(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'journal-'));
    const path = join(folder, 'data', 'bot.db');
    let journal = openSqliteJournal(path);
    return {
      journal,
      async reopen() {
        await journal.close();
        journal = openSqliteJournal(path);
        return journal;
      },
      async remove() {
        await journal.close();
        await rm(folder, { recursive: true });
      },
    };
  });
});

describe('a disk without room', () => {
  let folder: string;
  let database: Database.Database;
  let journal: Journal;
  /** Too long for the pages that are there. */
  const events = story([asked({ task: aTask({ instanceName: 'x'.repeat(20_000) }) }), approved()]);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'));
    database = openDatabase(join(folder, 'bot.db'));
    journal = journalIn(database);
    database.pragma('max_page_count = 1');
  });
  afterEach(async () => {
    await journal.close();
    await rm(folder, { recursive: true });
  });

  async function write(): Promise<void> {
    for (const event of events)
      await journal.append({ seq: event.seq - 1, head: event.prev }, event);
  }

  test('refuses an event by its true reason, keeps nothing of it, and takes it when there is room', async () => {
    await expect(write()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    expect(await journal.read('r1')).toEqual([]);
    expect(await journal.end()).toEqual({ seq: 0, head: '' });
    database.pragma('max_page_count = 10000');
    await write();
    expect(await journal.read('r1')).toEqual(events);
  });
});

test('a journal that cannot be written is known by its probe', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'));
  const database = openDatabase(join(folder, 'bot.db'));
  const journal = journalIn(database);
  await journal.probe();
  database.pragma('query_only = 1');
  await expect(journal.probe()).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
  await journal.close();
  await rm(folder, { recursive: true });
});

describe('the SQLite file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'));
    path = join(folder, 'bot.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function written(events: readonly RequestEvent[]): Promise<void> {
    const journal = openSqliteJournal(path);
    for (const event of events)
      await journal.append({ seq: event.seq - 1, head: event.prev }, event);
    await journal.close();
  }

  function change(sql: string): void {
    const database = new Database(path);
    database.exec(sql);
    database.close();
  }

  test('it and the files beside it are readable by its user only', async () => {
    const journal = openSqliteJournal(path);
    for (const file of ['bot.db', 'bot.db-wal', 'bot.db-shm'])
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    await journal.close();
  });

  test('the database itself refuses to change or delete an event', async () => {
    await written(story([asked(), approved()]));
    expect(() => change(`UPDATE events SET event = '{}'`)).toThrow(/append-only/);
    expect(() => change('DELETE FROM events')).toThrow(/append-only/);
  });

  test('the database itself refuses a second open request for one task', async () => {
    await written(story([asked()]));
    const second = (open: 0 | 1) =>
      change(`INSERT INTO requests (request, target, task, first_hash, open)
        SELECT 'r${open + 2}', target, task, '', ${open} FROM requests WHERE request = 'r1'`);
    expect(() => second(1)).toThrow(/UNIQUE/);
    expect(() => second(0)).not.toThrow();
  });

  test('a journal edited behind its back does not open, and the fault names the place', async () => {
    await written(story([asked(), approved()]));
    change('DROP TRIGGER events_are_not_changed');
    change(`UPDATE events SET event = replace(event, 'U_LEAD', 'U_EVIL') WHERE seq = 2`);
    expect(() => openSqliteJournal(path)).toThrow(/request r1, event 2: edited/);
  });

  test('a journal with an event cut out of its middle does not open', async () => {
    await written(story([asked(), approved('U_A'), approved('U_B')]));
    change('DROP TRIGGER events_are_not_deleted');
    change('DELETE FROM events WHERE seq = 2');
    expect(() => openSqliteJournal(path)).toThrow(/request r1, event 3: gap/);
  });

  test('a file of the first version is brought up to date with what it holds', async () => {
    const told = story([asked(), ['U_ASKER', 9, { event: 'withdrawn' }]]);
    await written([...told, ...story([asked()], 'r2', told[0]?.hash)]);
    change('DROP INDEX requests_of_a_channel');
    for (const column of ['channel', 'ended_at'])
      change(`ALTER TABLE requests DROP COLUMN ${column}`);
    change(`DROP TABLE postings; ${FIRST_POSTINGS} PRAGMA user_version = 1`);
    const journal = openSqliteJournal(path);
    expect(await journal.channels()).toEqual(['C_OPS']);
    expect(await journal.requestsIn('C_OPS', 'ended', 9)).toEqual(['r1']);
    expect(await journal.requestsIn('C_OPS', 'open', 9)).toEqual(['r2']);
    await journal.close();
  });

  test.each([
    ['channels', CHANNELS, []],
    ['the requests of one', OF_A_CHANNEL, ['C', 1, 5]],
  ])('%s are found by an index, however many requests there are', async (_what, sql, bound) => {
    await written([]);
    const database = new Database(path);
    const plan = JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound));
    database.close();
    expect(plan).toContain('INDEX requests_of_a_channel');
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN requests/);
  });

  test('a file of the second version is brought up to date, and nobody is told again of an old refusal', async () => {
    await written(story([asked()]));
    change(`DROP TABLE postings; ${FIRST_POSTINGS} PRAGMA user_version = 2;
      INSERT INTO postings VALUES ('r1', 'card', 1, '2026', 'C_OPS', '1.1', NULL),
        ('r1', 'trail', 1, '2026', NULL, NULL, 'is_archived')`);
    const journal = openSqliteJournal(path);
    const numbers = (await journal.postings('r1')).map(({ kind, number }) => `${kind} ${number}`);
    expect(numbers).toEqual(['card 1', 'notice 1', 'trail 1']);
    await journal.recordPosting('r1', {
      ...{ kind: 'notice', number: 2, begunAt: '2026', message: null, refused: null },
    });
    await journal.close();
  });

  test('a file that a newer version has written is left alone, and not kept open', async () => {
    await written([]);
    change('PRAGMA user_version = 99');
    const close = jest.spyOn(Database.prototype, 'close');
    expect(() => openSqliteJournal(path)).toThrow(/Run the newer version/);
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
  });
});

const FIRST_POSTINGS = `CREATE TABLE postings (
  request TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('card', 'trail')),
  number INTEGER NOT NULL, begun_at TEXT NOT NULL, channel TEXT, ts TEXT, refused TEXT,
  PRIMARY KEY (request, kind, number)) STRICT, WITHOUT ROWID;`;
