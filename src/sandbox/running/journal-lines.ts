import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const AUDIT = fileURLToPath(new URL('../../../dist/audit.js', import.meta.url));
const NO_JOURNAL_YET = 1;

/**
 * What `audit export` prints of the bot's journal, line by line; nothing before there is one. `script`: the
 * compiled command.
 */
export function journalLines(databasePath: string, script = AUDIT): Promise<readonly unknown[]> {
  const env = { ...process.env, DATABASE_PATH: databasePath };
  return new Promise((resolve, reject) => {
    const options = { env, maxBuffer: Number.POSITIVE_INFINITY };
    execFile(process.execPath, [script, 'export'], options, (error, printed) => {
      if (error !== null && error.code !== NO_JOURNAL_YET) return reject(error);
      resolve(printed.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])));
    });
  });
}
