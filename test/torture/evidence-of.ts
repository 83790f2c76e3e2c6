import { openJournalReader } from '../../src/journal/sqlite-read.ts';
import type { BotClock, Down, Evidence, Policy } from '../../src/sandbox/witness/evidence.ts';
import { gather } from '../../src/sandbox/witness/gather.ts';
import { ONCALL, PEOPLE } from '../../src/sandbox/world/cast.ts';
import { secretsIn } from '../../src/sandbox/world/secrets.ts';
import { OPS, type Stage } from '../journeys/stage.ts';

/** All that the simulators and the journal hold, as `audit export` would print it, for the witness. */
export function evidenceOf(
  { slack, clouds, now }: Pick<Stage, 'slack' | 'clouds' | 'now'>,
  databasePath: string,
  policy: Omit<Policy, 'approvers'> & Partial<Policy>,
  downs: readonly Down[] = [],
  botClock?: BotClock,
): Evidence {
  return gather({
    ...{ slack, clouds, now, downs, botClock, journal: linesOf(databasePath) },
    policy: { approvers: ONCALL.users, ...policy },
    secrets: secretsIn(slack, clouds),
    channels: [OPS],
    people: Object.values(PEOPLE).map(({ id }) => id),
  });
}

function linesOf(databasePath: string): unknown[] {
  const journal = openJournalReader(databasePath);
  const lines = [...journal.rows()].map(({ stored }) => JSON.parse(stored));
  journal.close();
  return lines;
}
