import { openSqliteJournal } from '../../src/journal/sqlite.ts';
import type { Evidence, Policy } from '../../src/sandbox/witness/evidence.ts';
import { gather } from '../../src/sandbox/witness/gather.ts';
import { ONCALL, PEOPLE } from '../../src/sandbox/world/cast.ts';
import { OPS, type Stage } from '../journeys/stage.ts';

/** All that the simulators and the journal hold, as `audit export` would print it, for the witness. */
export async function evidenceOf(
  { slack, dds, now }: Stage,
  databasePath: string,
  policy: Omit<Policy, 'approvers'>,
): Promise<Evidence> {
  const journal = await linesOf(databasePath);
  return gather({
    ...{ slack, dds, now, journal },
    policy: { ...policy, approvers: ONCALL.users },
    secrets: [slack.botToken, slack.appToken, slack.signingSecret, dds.accessKey, dds.secretKey],
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
