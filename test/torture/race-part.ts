import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../../src/sandbox/witness/evidence.ts';
import { findings } from '../../src/sandbox/witness/witness.ts';
import type { Failure, Part } from './part.ts';
import { pool } from './pool.ts';
import { raceStorm } from './race-storm.ts';

/** So many requests share one world: few enough that a failure is read in a minute. */
const ROUNDS_A_STORM = 18;
/** A world mostly waits, for rates, time-outs and people; so many fill one core. */
const WORLDS_A_CORE = 6;

/** Decisions that race each other while Slack and DDS fail. */
export const racePart: Part = {
  name: 'race',
  async run({ rounds, seed, atOnce, print }) {
    const failures: Failure[] = [];
    let done = 0;
    const storms = Array.from({ length: Math.ceil(rounds / ROUNDS_A_STORM) }, (_, index) => {
      const before = index * ROUNDS_A_STORM;
      return { seed: seed + before, rounds: Math.min(ROUNDS_A_STORM, rounds - before) };
    });
    const play = async (storm: (typeof storms)[number]): Promise<void> => {
      const repeat = `--only race --seed ${storm.seed} --rounds ${storm.rounds}`;
      const failure = await inOwnDirectory((directory) =>
        raceStorm({ ...storm, databasePath: join(directory, 'journal.db') }).then(judged),
      ).catch((fault: unknown) => ({
        findings: [{ kind: 'stuck', what: String(fault) } as const],
      }));
      if (failure.findings.length > 0) failures.push({ repeat, ...failure });
      done += storm.rounds;
      print(`${done} of ${rounds} rounds`);
    };
    await pool(
      storms.map((storm) => () => play(storm)),
      atOnce * WORLDS_A_CORE,
    );
    return { done: { rounds }, failures };
  },
};

async function judged(evidence: Evidence): Promise<Omit<Failure, 'repeat'>> {
  const found = findings(evidence);
  if (found.length === 0) return { findings: found };
  const kept = join(await mkdtemp(join(tmpdir(), 'race-storm-')), 'evidence.json');
  await writeFile(kept, JSON.stringify(evidence));
  return { findings: found, kept };
}

async function inOwnDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'race-storm-'));
  return use(directory).finally(() => rm(directory, { recursive: true, force: true }));
}
