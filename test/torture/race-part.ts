import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findings } from '../../src/sandbox/witness/witness.ts';
import type { Failure, Part } from './part.ts';
import { raceStorm } from './race-storm.ts';

/** So many requests share one world. */
const ROUNDS_A_STORM = 18;

/** Decisions that race each other while Slack and DDS fail. */
export const racePart: Part = {
  name: 'race',
  async run({ rounds, seed, print }) {
    const failures: Failure[] = [];
    for (let done = 0; done < rounds; done += ROUNDS_A_STORM) {
      const storm = { seed: seed + done, rounds: Math.min(ROUNDS_A_STORM, rounds - done) };
      const found = await inOwnDirectory((directory) =>
        raceStorm({ ...storm, databasePath: join(directory, 'journal.db') }).then(findings),
      );
      const repeat = `--only race --seed ${storm.seed} --rounds ${storm.rounds}`;
      if (found.length > 0) failures.push({ repeat, findings: found });
      print(`${done + storm.rounds} of ${rounds} rounds`);
    }
    return { done: { rounds }, failures };
  },
};

async function inOwnDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'race-storm-'));
  return use(directory).finally(() => rm(directory, { recursive: true, force: true }));
}
