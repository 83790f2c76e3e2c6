import { execFile } from 'node:child_process';
import { access, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import type { RequestEvent } from '../../src/request/event.ts';
import { hashOf } from '../../src/request/hash-chain.ts';
import { approved, asked, aTask, attempted, story } from '../request/events.ts';
import { auditing, tamper } from './auditing.ts';

const AUDIT = fileURLToPath(new URL('../../dist/audit.js', import.meta.url));
const EVENTS = story([asked(), approved(), attempted()]);

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  env = { DATABASE_PATH: join(folder, 'a journal.db') };
});
afterEach(() => rm(folder, { recursive: true }));

async function written(): Promise<void> {
  const journal = openSqliteJournal(env['DATABASE_PATH'] ?? '');
  for (const event of EVENTS) await journal.append({ seq: event.seq - 1, head: event.prev }, event);
  await journal.close();
}

describe('an export', () => {
  test('is every event whole, in order, and its hashes can be computed from it', async () => {
    await written();
    const { code, lines, told } = await auditing(env, 'export');
    expect({ code, told }).toEqual({ code: 0, told: '' });
    const events = lines.map((line) => JSON.parse(line) as RequestEvent);
    expect(events).toEqual(EVENTS);
    expect(events.map(hashOf)).toEqual(events.map(({ hash }) => hash));
  });

  test('as a process it writes nothing but the events, with no variable but the path', async () => {
    await written();
    const run = promisify(execFile)(process.execPath, [AUDIT, 'export'], { env, cwd: folder });
    const { stdout, stderr } = await run;
    expect(stdout).toBe(EVENTS.map((event) => `${JSON.stringify(event)}\n`).join(''));
    expect(stderr).toBe('');
  });

  test('begins at --since and ends before --until', async () => {
    await written();
    const range = ['--since', '2026-01-31T12:01:00Z', '--until', '2026-01-31T13:01:01+01:00'];
    const { lines } = await auditing(env, 'export', ...range);
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual([2]);
    expect((await auditing(env, 'export', '--until', '2026-01-31')).lines).toEqual([]);
  });

  test('shows what was tampered with, and leaves out only what is no JSON', async () => {
    await written();
    tamper(
      env,
      `UPDATE events SET event = 'gone' WHERE seq = 2; UPDATE events SET event = '{"seq":3}' WHERE seq = 3`,
    );
    const { code, lines, told } = await auditing(env, 'export');
    expect(code).toBe(1);
    expect(lines[1]).toBe('{"seq":3}');
    expect(told).toContain('Event 2 of request r1');
  });

  test('changes not a byte of a journal whose bot was killed', async () => {
    await written();
    const killed = join(folder, 'killed.db');
    const journal = openSqliteJournal(env['DATABASE_PATH'] ?? '');
    const head = EVENTS[0]?.hash ?? '';
    for (const event of story([asked({ task: aTask({ target: 'other' }) })], 'r2', head))
      await journal.append({ seq: 0, head }, event);
    await copyFile(env['DATABASE_PATH'] ?? '', killed);
    await copyFile(`${env['DATABASE_PATH']}-wal`, `${killed}-wal`);
    await journal.close();
    const before = await readFile(killed);
    const run = promisify(execFile)(process.execPath, [AUDIT, 'export'], {
      ...{ env: { DATABASE_PATH: killed }, cwd: folder },
    });
    expect((await run).stdout.split('\n')).toHaveLength(5);
    expect(await readFile(killed)).toEqual(before);
  });

  test('shows a request whose row was taken out of its table', async () => {
    await written();
    tamper(env, 'DELETE FROM requests');
    expect((await auditing(env, 'export')).lines).toHaveLength(3);
  });
});

describe('where there is no journal', () => {
  test.each(['export', 'verify'])('%s says so, and creates none', async (command) => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-0000-example', SLACK_API_URL: 'http://127.0.0.1:9/' };
    const { code, told, lines } = await auditing({ ...env, ...slack }, command);
    expect({ code, lines }).toEqual({ code: 1, lines: [] });
    expect(told).toBe(`There is no file ${env['DATABASE_PATH']}.\n`);
    await expect(access(env['DATABASE_PATH'] ?? '')).rejects.toThrow();
  });

  test.each([
    ['an empty file', ''],
    ['some other file', 'x'.repeat(5000)],
  ])('%s is left as it is', async (_, content) => {
    await writeFile(env['DATABASE_PATH'] ?? '', content);
    const { code, told } = await auditing(env, 'export');
    expect(code).toBe(1);
    expect(told).toMatch(/is no journal|cannot be read as a journal/);
    expect((await stat(env['DATABASE_PATH'] ?? '')).size).toBe(content.length);
  });
});

describe('on the command line', () => {
  test('verify tells every fault of its configuration at once, and asks for no more than it needs', async () => {
    const { code, told } = await auditing({ ...env, SLACK_API_URL: 'nonsense' }, 'verify');
    expect(code).toBe(78);
    expect(told.match(/^[A-Z_]+/gm)).toEqual(['SLACK_BOT_TOKEN', 'SLACK_API_URL']);
  });

  test.each([
    [[]],
    [['purge']],
    [['verify', '--since', '2026-01-31']],
    [['export', '--from', '2026-01-31']],
    [['export', '--since']],
    [['export', '--since', '31.1.2026']],
    [['export', '--since', '2026-01-31T12:00:00']],
    [['export', '--since', '2026-02-31T99:00Z']],
  ])('%j is answered with the right form', async (args) => {
    const { code, told } = await auditing(env, ...args);
    expect(code).toBe(64);
    expect(told).toContain('usage: npm run audit -- export');
  });
});
