import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { loadDotenv } from '../../src/config/dotenv.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dds-cancel-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function fileSaying(text: string): string {
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
  loadDotenv(join(folder, 'absent'), env);
  expect(env).toEqual({});
  expect(() => loadDotenv(folder, env)).toThrow(/EISDIR/);
});
