import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { witness } from '../../src/sandbox/witness/witness.ts';
import { appendsUnconditionally } from './mutations/mutations.ts';
import { raceStorm } from './race-storm.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'race-storm-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('a bot that appends unconditionally is found out by the storm itself', async () => {
  const storms = [2, 5].map(async (seed) => {
    const storm = { seed, rounds: 12, databasePath: join(directory, `${seed}.db`) };
    const wrap = appendsUnconditionally();
    return (await raceStorm({ ...storm, wrap, patienceMs: 2_000 })).evidence;
  });
  const found = (await Promise.all(storms)).flatMap((evidence) => witness(evidence));
  expect(found.join('\n')).toMatch(/, event \d+: approved follows (?:approved|cancel)/);
}, 120_000);
