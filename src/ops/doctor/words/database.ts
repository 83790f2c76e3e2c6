import { type Check, fail, ok, skipped, warn } from '../check.ts';

const ID = 'database';

/** The journal's file as it lies there, or the place where it would be made. */
export type FileState =
  | { readonly state: 'absent'; readonly fault: string | null }
  | {
      readonly state: 'there';
      /** Why it cannot be written; `null` where it can. */
      readonly fault: string | null;
      /** The permission bits, e.g. 0o600. */
      readonly mode: number;
      /** Processes that hold it open; `null` where this system does not tell. */
      readonly holders: readonly number[] | null;
    };

export function fileChecks(path: string, file: FileState): readonly Check[] {
  const next = `Let this user write the file and its folder, or correct DATABASE_PATH.`;
  if (file.state === 'absent') {
    if (file.fault !== null)
      return [fail(ID, `Database: ${path} cannot be created (${file.fault}).`, next)];
    return [ok(ID, `Database: ${path} is not there yet and will be created at the first start.`)];
  }
  if (file.fault !== null)
    return [fail(ID, `Database: ${path} cannot be written (${file.fault}).`, next)];
  return [
    ok(ID, `Database: ${path} is there and writable.`),
    modeCheck(path, file.mode),
    ...holdersCheck(file.holders),
  ];
}

function modeCheck(path: string, mode: number): Check {
  const id = `${ID}.mode`;
  const octal = mode.toString(8).padStart(4, '0');
  if ((mode & 0o077) === 0) return ok(id, `Database: only its owner may read it (mode ${octal}).`);
  return warn(
    id,
    `Database: others may read or write it (mode ${octal}).`,
    `Run chmod 600 ${path}.`,
  );
}

function holdersCheck(holders: readonly number[] | null): readonly Check[] {
  const id = `${ID}.holders`;
  if (holders === null)
    return [skipped(id, 'Database: whether a process has it open cannot be told on this system.')];
  if (holders.length === 0) return [ok(id, 'Database: no other process has it open.')];
  if (holders.length === 1)
    return [ok(id, `Database: process ${holders[0]} has it open, the running bot presumably.`)];
  return [
    warn(
      id,
      `Database: ${holders.length} processes have it open (${holders.join(', ')}), and only one bot may.`,
      'Stop all bots but one.',
    ),
  ];
}

/** How far the hash chain was followed, and what was found. */
export type ChainState =
  | { readonly state: 'whole'; readonly events: number }
  | { readonly state: 'too long'; readonly events: number }
  | { readonly state: 'broken'; readonly at: string }
  | { readonly state: 'unreadable'; readonly why: string };

export function chainCheck(chain: ChainState): Check {
  const id = `${ID}.chain`;
  switch (chain.state) {
    case 'whole':
      return ok(id, `Database: the hash chain of its ${count(chain.events)} holds.`);
    case 'too long':
      return skipped(
        id,
        `Database: the hash chain holds for the first ${count(chain.events)}; the rest would take too long here.`,
        'Run npm run audit -- verify.',
      );
    case 'broken':
      return fail(
        id,
        `Database: it was changed from outside (${chain.at}), and the bot does not start with it.`,
        'Keep the file, run npm run audit -- verify, and start with a backup or a new file.',
      );
    case 'unreadable':
      return fail(id, `Database: ${chain.why}`, 'Correct DATABASE_PATH, or move that file away.');
    default:
      return chain satisfies never;
  }
}

function count(events: number): string {
  return `${events} ${events === 1 ? 'event' : 'events'}`;
}
