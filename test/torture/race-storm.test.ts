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

test('whoever races whom, nothing is lost, doubled or untrue', async () => {
  const storms = [1, 2, 3].map(async (seed) => {
    const databasePath = join(directory, `${seed}.db`);
    const { evidence, figures } = await raceStorm({ seed, rounds: 12, databasePath, speed: 20 });
    return { seed, broken: witness(evidence), ...figures };
  });
  const ended = await Promise.all(storms);
  expect(ended.filter(({ broken }) => broken.length > 0)).toEqual([]);
  // In bad weather one of them may cancel nothing.
  expect(ended.some(({ cancellations }) => cancellations > 0)).toBe(true);
}, 120_000);
