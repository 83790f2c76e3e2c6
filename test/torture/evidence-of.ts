import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import type { Evidence, Policy } from '../../src/sandbox/witness/evidence.ts';
import { gather } from '../../src/sandbox/witness/gather.ts';
import { ONCALL, PEOPLE } from '../../src/sandbox/world/cast.ts';
import { secretsIn } from '../../src/sandbox/world/secrets.ts';
import { OPS, type Stage } from '../journeys/stage.ts';

/** All that the simulators and the journal hold, as `audit export` would print it, for the witness. */
export async function evidenceOf(
  { slack, clouds, now }: Stage,
  databasePath: string,
  policy: Omit<Policy, 'approvers'> & Partial<Policy>,
): Promise<Evidence> {
  const journal = await linesOf(databasePath);
  return gather({
    ...{ slack, clouds, now, journal },
    policy: { approvers: ONCALL.users, ...policy },
    secrets: secretsIn(slack, clouds),
    channels: [OPS],
    people: Object.values(PEOPLE).map(({ id }) => id),
  });
}

async function linesOf(databasePath: string): Promise<unknown[]> {
  const journal = openSqliteJournal(databasePath);
  const lines: unknown[] = [];
  for await (const event of journal.all()) lines.push(JSON.parse(JSON.stringify(event)));
  await journal.close();
  return lines;
}
