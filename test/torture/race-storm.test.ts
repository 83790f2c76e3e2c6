import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { raceStorm } from './race-storm.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'race-storm-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test.each([1, 2, 3])(
  'whoever races whom, nothing is lost, doubled or untrue (seed %d)',
  async (seed) => {
    const databasePath = join(directory, `${seed}.db`);
    const evidence = await raceStorm({ seed, rounds: 12, databasePath, speed: 20 });
    expect({ seed, broken: witness(evidence) }).toEqual({ seed, broken: [] });
    expect(evidence.dds.cancellations.length).toBeGreaterThan(0);
  },
);
