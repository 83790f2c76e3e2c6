import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dds-cancel-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a compiled program in the folder, with nothing in its environment. */
function run(program: string, ...args: readonly string[]): Promise<Ended> {
  const script = fileURLToPath(new URL(`../../dist/${program}.js`, import.meta.url));
  const all = ['--enable-source-maps', script, ...args];
  const options = { cwd: folder, env: {}, timeout: 15_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, all, options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

const UNREADABLE = '.env cannot be read (EISDIR), so nothing that it sets is set here';
const EXAMPLE = 'a text file that this user may read, with lines like PORT=3000';

test('a bot whose .env cannot be read tells that first, then what else is missing, and ends with 78', async () => {
  await mkdir(join(folder, '.env'));
  const { code, stdout, stderr } = await run('main');
  expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
  expect(stderr).toMatch(/^\.env /);
  expect(stderr).toContain(`${UNREADABLE}\n  example: ${EXAMPLE}\n\nSLACK_BOT_TOKEN is missing`);
});

test.each(['export', 'verify'])('so does audit %s', async (command) => {
  await mkdir(join(folder, '.env'));
  const { code, stderr } = await run('audit', command);
  expect(code).toBe(78);
  expect(stderr).toContain(`${UNREADABLE}\n  example: ${EXAMPLE}\n`);
  expect(stderr).not.toContain('    at ');
});

test('the doctor has a line for it, and goes on', async () => {
  await mkdir(join(folder, '.env'));
  const { code, stdout, stderr } = await run('doctor');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain(
    `✗ Configuration: ${UNREADABLE}. → Write, for example, ${EXAMPLE}.\n✗ Configuration: SLACK_BOT_TOKEN`,
  );
  expect(JSON.parse((await run('doctor', '--json')).stdout).checks[0].id).toBe('configuration.env');
});

test('a file that is no text is told by its line', async () => {
  await writeFile(join(folder, '.env'), Buffer.from('PORT=0\nHW_DOMAIN_NAME=\xfc\n', 'latin1'));
  const { code, stderr } = await run('main');
  expect(code).toBe(78);
  expect(stderr).toMatch(/^\.env is not UTF-8 text \(line 2\)/);
});
