import { resolve } from 'node:path';
import { openJournalReader } from '../../src/journal/sqlite-read.ts';
import { journalLines } from '../../src/sandbox/running/journal-lines.ts';
import type { BotClock, Down, Evidence, Policy } from '../../src/sandbox/witness/evidence.ts';
import { gather } from '../../src/sandbox/witness/gather.ts';
import { ONCALL } from '../../src/sandbox/world/cast.ts';
import { secretsIn } from '../../src/sandbox/world/secrets.ts';
import type { Stage } from '../journeys/stage.ts';

/** Where time runs fast and a loaded machine does not, an hour is a minute. */
const PATIENCE_MS = 3_600_000;
/** As `npm run build-torture` writes it; jest and node both run in the folder of package.json. */
const AUDIT = resolve('build/src/audit.js');

type World = Pick<Stage, 'slack' | 'clouds' | 'now'> & { readonly log?: readonly string[] };
type Told = Omit<Policy, 'approvers'> & Partial<Policy>;

/** All that the simulators and the journal hold, for the witness: quick enough to be asked for often. */
export function evidenceOf(
  world: World,
  databasePath: string,
  policy: Told,
  downs: readonly Down[] = [],
  botClock?: BotClock,
): Evidence {
  return evidenceWith(linesOf(databasePath), world, policy, { downs, botClock });
}

/** The same, with the journal as the real `audit export` prints it: once, at the end of a world. */
export async function auditedEvidenceOf(
  world: World,
  databasePath: string,
  policy: Told,
  downs: readonly Down[] = [],
  botClock?: BotClock,
): Promise<Evidence> {
  return evidenceWith(await journalLines(databasePath, AUDIT), world, policy, { downs, botClock });
}

function evidenceWith(
  journal: readonly unknown[],
  { slack, clouds, now, log = [] }: World,
  policy: Told,
  { downs, botClock }: { downs: readonly Down[]; botClock: BotClock | undefined },
): Evidence {
  return gather({
    ...{ slack, clouds, now, downs, botClock, journal, log },
    policy: { approvers: ONCALL.users, patienceMs: PATIENCE_MS, ...policy },
    secrets: secretsIn(slack, clouds),
  });
}

function linesOf(databasePath: string): unknown[] {
  const journal = openJournalReader(databasePath);
  const lines = [...journal.rows()].map(({ stored }) => JSON.parse(stored));
  journal.close();
  return lines;
}
