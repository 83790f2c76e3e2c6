import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';

/** Locks the whole file, says so, and lets go a little later, in a process of its own. */
const HOLDER = `
const Database = require('libsql');
const database = new Database(process.argv[1]);
database.exec('CREATE TABLE here (a); BEGIN EXCLUSIVE');
process.stdout.write('locked');
setTimeout(() => database.exec('COMMIT'), 300);
`;

test('a file that another process still holds is waited for, not a fault of the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'));
  const path = join(folder, 'bot.db');
  const holder = spawn(process.execPath, ['-e', HOLDER, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  await once(holder.stdout, 'data');
  const journal = openSqliteJournal(path);
  expect(await journal.unfinished()).toEqual([]);
  await journal.close();
  expect(await ended).toEqual([0, null]);
  await rm(folder, { recursive: true });
});
