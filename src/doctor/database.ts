import { chainCheck, type FileState, fileChecks } from '../ops/doctor/words/database.ts';
import type { JournalFound } from './journal.ts';
import type { Part } from './part.ts';

/** The journal's file, and what was found in it; `null` where there is none. */
export function databasePart(
  path: string,
  file: Promise<FileState>,
  journal: Promise<JournalFound | null>,
): Part {
  return {
    id: 'database',
    name: 'Database',
    async examine(add) {
      add(...fileChecks(path, await file));
      const found = await journal;
      if (found !== null) add(chainCheck(found.chain));
    },
  };
}
