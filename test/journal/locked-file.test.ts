import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import { openJournalReader } from '../../src/journal/sqlite-read.ts';
import { NEWEST_SCHEMA } from '../../src/journal/sqlite-schema.ts';

/** Locks the whole file, says so, and lets go a little later, in a process of its own. */
const HOLDER = `
const Database = require('libsql');
const database = new Database(process.argv[1]);
database.exec('PRAGMA user_version = ' + process.argv[2] + '; BEGIN EXCLUSIVE');
process.stdout.write('locked');
setTimeout(() => database.exec('COMMIT'), 300);
`;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(folder, 'bot.db');
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens what another process still holds, and answers when that has ended. */
async function whileHeld(version: number, open: () => unknown): Promise<void> {
  const holder = spawn(process.execPath, ['-e', HOLDER, path, String(version)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  await once(holder.stdout, 'data');
  await open();
  expect(await ended).toEqual([0, null]);
}

test('a file that another process still holds is waited for, not a fault of the start', () =>
  whileHeld(0, async () => {
    const journal = openSqliteJournal(path);
    expect(await journal.unfinished()).toEqual([]);
    await journal.close();
  }));

test('nor is it a fault of an audit, right after the bot was killed', () =>
  whileHeld(NEWEST_SCHEMA, () => openJournalReader(path).close()));
