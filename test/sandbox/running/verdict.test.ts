import { expect, test } from '@jest/globals';
import { createVerdict, type Verdict } from '../../../src/sandbox/running/verdict.ts';
import { goodRun } from '../witness/run.ts';

test('pages are told of new events also where the promise goes on to hold', async () => {
  const evidence = await goodRun();
  let verdict: Verdict | undefined;
  await new Promise<void>((changed) => {
    verdict = createVerdict({ evidence: async () => evidence, excuse: () => null, changed });
    verdict.somethingHappened();
  });
  expect(verdict?.view()).toMatchObject({ state: 'holds' });
  expect(verdict?.journal()).toEqual(evidence.journal);
  verdict?.close();
}, 30_000);
