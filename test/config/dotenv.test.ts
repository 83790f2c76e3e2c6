import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { loadDotenv } from '../../src/config/dotenv.ts';
import { explain } from '../../src/config/fault.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dds-cancel-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function fileSaying(text: string | Buffer): string {
  const path = join(folder, 'settings');
  writeFileSync(path, text);
  return path;
}

test('the environment wins over the file', () => {
  const env: NodeJS.ProcessEnv = { PORT: '1' };
  loadDotenv(fileSaying('PORT=2\nLOG_LEVEL=warn\n'), env);
  expect(env).toEqual({ PORT: '1', LOG_LEVEL: 'warn' });
});

test('nothing is printed, even where dotenv is told to from outside', () => {
  const printed = [
    jest.spyOn(process.stdout, 'write').mockReturnValue(true),
    jest.spyOn(console, 'log').mockReturnValue(),
    jest.spyOn(console, 'error').mockReturnValue(),
  ];
  process.env['DOTENV_DEBUG'] = 'true';
  try {
    loadDotenv(fileSaying('PORT=2\n'), { PORT: '1' });
    loadDotenv(join(folder, 'absent'), {});
  } finally {
    delete process.env['DOTENV_DEBUG'];
  }
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
});

test('a missing file is no fault, and one that cannot be read is', () => {
  const env: NodeJS.ProcessEnv = {};
  expect(loadDotenv(join(folder, 'absent'), env)).toEqual([]);
  expect(env).toEqual({});
  expect(explain(loadDotenv(folder, env))).toBe(
    `${folder} cannot be read (EISDIR), so nothing that it sets is set here\n  example: a text file that this user may read, with lines like PORT=3000\n`,
  );
});

test.each([
  ['Latin-1', Buffer.from('PORT=2\nHW_USER_PASSWORD=schlüssel\n', 'latin1'), 2],
  ['UTF-16', Buffer.from('\uFEFFPORT=2\n', 'utf16le'), 1],
  ['UTF-16 without a mark', Buffer.from('PORT=2\n', 'utf16le'), 1],
])('a file in %s is a fault, told by its line and not by what stands there', (_, bytes, line) => {
  const told = explain(loadDotenv(fileSaying(bytes), {}));
  expect(told).toContain(`is not UTF-8 text (line ${line})`);
  expect(told).not.toContain('schl');
});

test('UTF-8 is none, with and without a mark', () => {
  for (const mark of ['', '\uFEFF']) {
    const env: NodeJS.ProcessEnv = {};
    expect(loadDotenv(fileSaying(`${mark}HW_USER_PASSWORD=schlüssel\n`), env)).toEqual([]);
    expect(env).toEqual({ HW_USER_PASSWORD: 'schlüssel' });
  }
});

test('what a file sets is read beside what is wrong with it', () => {
  const env: NodeJS.ProcessEnv = {};
  loadDotenv(fileSaying(Buffer.from('PORT=2\nHW_DOMAIN_NAME=\xfc\n', 'latin1')), env);
  expect(env['PORT']).toBe('2');
});
