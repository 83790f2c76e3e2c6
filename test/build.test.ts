import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAMS = ['doctor', 'audit'];

/** A checkout with our scripts, but small programs that say one word each. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dds-cancel-'));
  mkdirSync(join(folder, 'src'));
  for (const file of ['package.json', 'tsconfig.json'])
    cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const program of PROGRAMS) says(program, 'old');
});
afterEach(() => rmSync(folder, { recursive: true }));

function says(program: string, word: string): void {
  writeFileSync(join(folder, 'src', `${program}.ts`), `process.stdout.write('${word}');\n`);
}

function npmRun(script: string): string {
  const { PATH, HOME } = process.env;
  const options = { cwd: folder, env: { PATH, HOME, npm_config_loglevel: 'error' } };
  return execFileSync('npm', ['run', '--silent', script], { ...options, encoding: 'utf8' });
}

/** Every file and folder of the build, with what changes when it is written. */
function built(): readonly string[] {
  const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  return ['.', ...files].sort().map((file) => {
    const { ino, mtimeMs } = statSync(join(folder, 'dist', file));
    return `${file} ${ino} ${mtimeMs}`;
  });
}

test('what runs beside a bot writes nothing into its build while the sources are those of the build', () => {
  npmRun('build');
  const before = built();
  for (const program of PROGRAMS) expect(npmRun(program)).toBe('old');
  expect(built()).toEqual(before);
}, 60_000);

test('without a build, or with an older one, it is built first, and no more than has changed', () => {
  expect(npmRun('doctor')).toBe('old');
  const before = built();
  says('doctor', 'new');
  expect(npmRun('doctor')).toBe('new');
  const changed = built().filter((file) => !before.includes(file));
  const names = changed.map((file) => file.split(' ')[0]);
  expect(names).toEqual(['.tsbuildinfo', 'doctor.js', 'doctor.js.map']);
}, 60_000);
