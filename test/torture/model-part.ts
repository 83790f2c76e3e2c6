import { freeFiles } from '../model/free-files.ts';
import { modelCheck } from '../model/model-check.ts';
import { add, nothing } from '../model/tally.ts';
import type { Failure, Part } from './part.ts';

/** How long a history that fails is made shorter. */
const SHRINK_MS = 20_000;
const SHOWN_EVERY = 250;

/** Histories in random interleavings under the model of design section 4. */
export const modelPart: Part = {
  name: 'model',
  async run({ rounds, seed, print }) {
    const failures: Failure[] = [];
    const done = nothing();
    for (let round = 0; round < rounds; round += 1) {
      const { fault, tally } = await modelCheck({
        seed: seed + round,
        rounds: 1,
        shrinkMs: SHRINK_MS,
      });
      const repeat = `--only model --seed ${seed + round} --rounds 1`;
      if (fault === null) add(done, tally);
      else failures.push({ repeat, findings: [{ kind: 'against a rule', what: fault }] });
      if ((round + 1) % SHOWN_EVERY !== 0) continue;
      print(`${round + 1} of ${rounds} histories`);
      await freeFiles();
    }
    return { done, failures };
  },
};
