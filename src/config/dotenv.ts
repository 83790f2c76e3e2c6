import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { parse, populate } from 'dotenv';
import type { Fault } from './fault.ts';

const NO_FAULT: readonly Fault[] = [];

/**
 * Adds what the file says to `env`, where `env` does not say otherwise, and answers what is wrong
 * with the file. A missing one is none of our business; of one that cannot be read the settings
 * would go missing unnoticed.
 */
export function loadDotenv(path = '.env', env: NodeJS.ProcessEnv = process.env): readonly Fault[] {
  const read = readBytes(path);
  if ('code' in read) return read.code === 'ENOENT' ? NO_FAULT : [unreadable(path, read.code)];
  // Every option is given: dotenv takes the absent ones from DOTENV_… variables, and standard output is the log's.
  populate(env, parse(read.bytes, { fast: false }), { override: false, debug: false });
  const line = firstLineOfNoText(read.bytes);
  return line === null ? NO_FAULT : [noText(path, line)];
}

function readBytes(path: string): { readonly bytes: Buffer } | { readonly code: string } {
  try {
    return { bytes: readFileSync(path) };
  } catch (fault) {
    return { code: (fault as NodeJS.ErrnoException).code ?? 'no reason given' };
  }
}

/** From 1; `null` where all is UTF-8. A zero byte tells of UTF-16. */
function firstLineOfNoText(bytes: Buffer): number | null {
  const lines = bytes.toString('latin1').split('\n');
  const at = lines.findIndex((line) => line.includes('\0') || !isUtf8(Buffer.from(line, 'latin1')));
  return at === -1 ? null : at + 1;
}

function unreadable(path: string, code: string): Fault {
  const wrong = `cannot be read (${code}), so nothing that it sets is set here`;
  const example = 'a text file that this user may read, with lines like PORT=3000';
  return { variable: path, wrong, example, isInFile: true };
}

function noText(path: string, line: number): Fault {
  const wrong = `is not UTF-8 text (line ${line}), so that what it sets may be garbled`;
  return { variable: path, wrong, example: 'PORT=3000, saved as UTF-8', isInFile: true };
}
