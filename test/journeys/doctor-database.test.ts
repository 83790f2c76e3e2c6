import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import type { RequestEvent } from '../../src/request/event.ts';
import { startBot } from '../../src/sandbox/bot-process.ts';
import { freePort } from '../../src/sandbox/world/free-port.ts';
import { openWorld, type SandboxWorld } from '../../src/sandbox/world.ts';
import { type Act, approved, asked, aTask, attempted, story } from '../request/events.ts';
import { tamper } from './auditing.ts';
import { examining } from './examining.ts';

let world: SandboxWorld;
let path: string;
beforeEach(async () => {
  world = await openWorld();
  path = world.env['DATABASE_PATH'] ?? '';
});
afterEach(() => world.close());

/** `amiss` is about the database only. */
async function found(changes: Readonly<Record<string, string>> = {}) {
  const examined = await examining({ ...world.env, ...changes });
  return { ...examined, amiss: examined.amiss.filter((each) => each.includes(' database')) };
}

async function written(events: readonly RequestEvent[] = story([asked()])): Promise<void> {
  const journal = openSqliteJournal(path);
  for (const event of events) await journal.append({ seq: event.seq - 1, head: event.prev }, event);
  await journal.close();
}

test('a database that is not there yet is not made, and neither is its folder', async () => {
  const later = join(world.directory, 'data', 'deeper', 'journal.db');
  const { amiss, line } = await found({ DATABASE_PATH: later });
  expect(amiss).toEqual([]);
  expect(line('database')).toContain('will be created at the first start');
  await expect(stat(dirname(dirname(later)))).rejects.toThrow('ENOENT');
});

test.each([
  ['below a file', 'file/journal.db', /cannot be created \(.*file is no folder\)/],
  ['that is a folder', 'folder', /cannot be written \(it is no file\)/],
])('a path %s', async (_, name, words) => {
  await writeFile(join(world.directory, 'file'), '');
  await mkdir(join(world.directory, 'folder'));
  const { line, code } = await found({ DATABASE_PATH: join(world.directory, name) });
  expect(code).toBe(1);
  expect(line('database')).toMatch(words);
  expect(line('database')).toContain('or correct DATABASE_PATH');
});

test('one that others may read is a warning', async () => {
  await written();
  expect((await found()).amiss).toEqual([]);
  await chmod(path, 0o644);
  const { amiss, line } = await found();
  expect(amiss).toEqual(['warn database.mode']);
  expect(line('database.mode')).toBe(
    `Database: others may read or write it (mode 0644). → Run chmod 600 ${path}.`,
  );
});

test('its hash chain is followed', async () => {
  await written(story([asked(), approved(), attempted()]));
  expect((await found()).line('database.chain')).toContain('the hash chain of its 3 events holds');
  tamper(world.env, `UPDATE events SET event = replace(event, 'U', 'V') WHERE seq = 2`);
  const { amiss, line } = await found();
  expect(amiss).toEqual(['fail database.chain']);
  expect(line('database.chain')).toMatch(/request r1, event 2: edited.*→ Keep the file/);
});

test('what is no journal is left as it is', async () => {
  await writeFile(path, 'something else'.repeat(500), { mode: 0o600 });
  const { amiss, line } = await found();
  expect(amiss).toEqual(['fail database.chain']);
  expect(line('database.chain')).toContain('cannot be read as a journal');
  expect((await stat(path)).size).toBe(7_000);
});

test('a chain too long for the time there is, is said to be', async () => {
  let events: RequestEvent[] = [];
  for (let number = 0; number < 210; number += 1) {
    const task = aTask({ target: `t${number}` });
    const head = events.at(-1)?.hash ?? '';
    events = [...events, ...story([asked({ task })], `r${number}`, head)];
  }
  const journal = openSqliteJournal(path);
  for (const event of events) await journal.append({ seq: 0, head: event.prev }, event);
  await journal.close();
  const limits = { callMs: 5_000, partMs: 20_000, chainMs: 0 };
  const { line } = await examining(world.env, { limits });
  expect(line('database.chain')).toMatch(/first 200 events; .*→ Run npm run audit -- verify/);
});

test('a running bot is named as the one that has it open, and a second one is a warning', async () => {
  // Only Linux tells who holds a lock.
  if (process.platform !== 'linux') return;
  const bot = await startBot({ env: world.env });
  const { amiss, line } = await found();
  expect(amiss).toEqual([]);
  expect(line('database.holders')).toContain(`process ${bot.pid} has it open`);
  const second = await startBot({ env: { ...world.env, PORT: String(await freePort()) } });
  const both = await found();
  expect(both.amiss).toEqual(['warn database.holders']);
  expect(both.line('database.holders')).toContain('2 processes have it open');
  expect(await second.stop()).toMatchObject({ code: 0 });
  expect(await bot.stop()).toMatchObject({ code: 0 });
  expect((await found()).line('database.holders')).toContain('no other process');
});

describe('what the journal tells of the permission to cancel', () => {
  const line = async () => (await found()).line('target.ap-southeast-1.cancel');
  const fault = { kind: 'permission', status: 403, code: 'DBS.280063', message: '', callId: null };
  const cancelled = (how: 'confirmed' | 'listed'): Act => [
    ...(['bot', 62] as const),
    { event: 'cancelled', how, callId: null },
  ];
  const notCancelled: Act = [
    ...(['bot', 63] as const),
    { event: 'not_cancelled', status: 'Pending', fault: { ...fault, kind: 'permission' } },
  ];

  test('a cancellation that DDS confirmed, with its day', async () => {
    await written(story([asked(), approved(), attempted(), cancelled('confirmed')]));
    expect(await line()).toMatch(/DDS last took a cancellation on 2026-01-31\. → null/);
  });

  test('one that was only listed as cancelled tells nothing', async () => {
    await written(story([asked(), approved(), attempted(), cancelled('listed')]));
    expect(await line()).toContain('cannot be tested');
  });

  test('a refusal for want of it is a warning', async () => {
    await written(story([asked(), approved(), attempted(), notCancelled]));
    expect(await line()).toMatch(/refused the last cancellation for want of it, on 2026-01-31/);
  });

  test("another target's tells nothing", async () => {
    const task = aTask({ target: 'other' });
    await written(story([asked({ task }), approved(), attempted(), cancelled('confirmed')]));
    expect(await line()).toContain('cannot be tested');
  });
});
