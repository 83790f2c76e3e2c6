import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findings } from '../../src/sandbox/witness/witness.ts';
import type { Failure, Part } from './part.ts';
import { pool } from './pool.ts';
import { raceStorm, type Storm } from './race-storm.ts';

/** So many requests share one world: few enough that a failure is read in a minute. */
const ROUNDS_A_STORM = 18;
/** A world mostly waits, for rates, time-outs and people; so many fill the one core that a process has. */
const WORLDS = 12;
/** Fewer raced rounds than this share of those asked for are too few to call it a race. */
const LEAST_RACED = 0.7;
/** In fewer rounds than this the weather of a single storm decides how many of them race. */
const ROUNDS_TO_JUDGE_BY = 200;

/** By now each kind of bad disk was seen to be told of. */
const ROUNDS_FOR_DISKS = 2_000;
export const SEEN = {
  readOnly: 'looks at a read-only disk',
  full: 'looks at a full disk',
} as const;

/** Decisions that race each other while Slack and DDS fail. */
export const racePart: Part = {
  name: 'race',
  async run({ rounds, seed, print }) {
    const failures: Failure[] = [];
    const done = {
      ...{ rounds: 0, raced: 0, 'decisions that lost': 0, cancellations: 0 },
      ...{ [SEEN.readOnly]: 0, [SEEN.full]: 0 },
    };
    let over = 0;
    const storms = Array.from({ length: Math.ceil(rounds / ROUNDS_A_STORM) }, (_, index) => {
      const before = index * ROUNDS_A_STORM;
      return { seed: seed + before, rounds: Math.min(ROUNDS_A_STORM, rounds - before) };
    });
    const play = async (storm: (typeof storms)[number]): Promise<void> => {
      const repeat = `--only race --seed ${storm.seed} --rounds ${storm.rounds}`;
      const failure = await inOwnDirectory(async (directory) => {
        const played = await raceStorm({ ...storm, databasePath: join(directory, 'journal.db') });
        const { raced, lost, cancellations, looks } = played.figures;
        done.rounds += storm.rounds;
        done.raced += raced;
        done['decisions that lost'] += lost;
        done.cancellations += cancellations;
        done[SEEN.readOnly] += looks.readOnly;
        done[SEEN.full] += looks.full;
        return judged(played);
      }).catch((fault: unknown) => ({
        findings: [{ kind: 'stuck', what: String(fault) } as const],
      }));
      if (failure.findings.length > 0) failures.push({ repeat, ...failure });
      over += storm.rounds;
      print(`${over} of ${rounds} rounds`);
    };
    await pool(
      storms.map((storm) => () => play(storm)),
      WORLDS,
    );
    const few = tooFew(done, rounds);
    if (few.length > 0)
      failures.push({ repeat: `--only race --seed ${seed} --rounds ${rounds}`, findings: few });
    return { done, failures };
  },
};

/** Storms in which hardly anybody races find nothing, and must not pass for some that did; nor may a disk that nobody noticed. */
export function tooFew(
  done: Readonly<Record<string, number>>,
  rounds: number,
): Failure['findings'] {
  const { raced = 0 } = done;
  const unseen = Object.values(SEEN).filter((look) => done[look] === 0);
  return [
    ...(rounds >= ROUNDS_TO_JUDGE_BY && raced < rounds * LEAST_RACED
      ? [`only ${raced} of ${rounds} rounds came to a race`]
      : []),
    ...(rounds >= ROUNDS_FOR_DISKS ? unseen.map((look) => `there were no ${look}`) : []),
  ].map((what) => ({ kind: 'against a rule', what }));
}

async function judged({ evidence }: Storm): Promise<Omit<Failure, 'repeat'>> {
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
