import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fileState } from '../../src/doctor/file-state.ts';

/** Root may write everything, so it looks as somebody else. */
const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;

let folder: string;
let inner: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-state-'));
  inner = join(folder, 'inner');
  file = join(inner, 'journal.db');
  await mkdir(inner);
  await writeFile(file, '', { mode: 0o600 });
  if (isRoot) for (const each of [folder, inner, file]) await chown(each, NOBODY, NOBODY);
});
afterEach(() => rm(folder, { recursive: true }));

async function look(path: string) {
  if (!isRoot) return await fileState(path);
  process.seteuid?.(NOBODY);
  try {
    return await fileState(path);
  } finally {
    process.seteuid?.(0);
  }
}

test('a file and a folder that may be written', async () => {
  expect(await look(file)).toMatchObject({ state: 'there', fault: null, mode: 0o600 });
  expect(await look(join(inner, 'other.db'))).toEqual({ state: 'absent', fault: null });
});

test('a file that may only be read', async () => {
  await chmod(file, 0o400);
  expect(await look(file)).toMatchObject({ state: 'there', fault: 'EACCES', mode: 0o400 });
});

test('a folder in which nothing may be made: SQLite needs files of its own beside the database', async () => {
  await chmod(inner, 0o500);
  const fault = `${inner}: EACCES`;
  expect(await look(file)).toMatchObject({ state: 'there', fault });
  expect(await look(join(inner, 'other.db'))).toEqual({ state: 'absent', fault });
  expect(await look(join(inner, 'deeper', 'other.db'))).toEqual({ state: 'absent', fault });
  await chmod(inner, 0o700);
});

test('a folder that may not be looked into', async () => {
  await chmod(inner, 0o000);
  expect(await look(file)).toMatchObject({ state: 'absent', fault: 'EACCES' });
  await chmod(inner, 0o700);
});
