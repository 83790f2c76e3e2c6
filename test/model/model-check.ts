import fc from 'fast-check';
import { COMMANDS } from './commands.ts';
import { ask } from './do-act.ts';
import type { Wrap } from './process.ts';
import { quiet, wrongInTheEnd } from './quiet.ts';
import { count, nothing, type Tally } from './tally.ts';
import { openModelWorld, TASKS } from './world.ts';

export interface ModelCheck {
  readonly seed: number;
  /** How many histories. */
  readonly rounds: number;
  /** What a test puts round the ports, to show that the model finds it. */
  readonly wrap?: () => Wrap;
  /** How long a history that fails is made shorter; 0: not at all. */
  readonly shrinkMs?: number;
}

const MOST_COMMANDS = 50;
const TTL_MS = 1_200_000;
const SETUP = fc.record({
  required: fc.constantFrom(1, 1, 2),
  emergency: fc.boolean(),
  dryRun: fc.constantFrom(false, false, false, false, true),
});
type Setup = typeof SETUP extends fc.Arbitrary<infer T> ? T : never;

/** Histories of a bot under the model of design section 4; `null` where none is against it, else the shortest that is. */
export async function modelCheck(
  check: ModelCheck,
): Promise<{ tally: Tally; fault: string | null }> {
  const { seed, rounds, wrap = () => asItIs, shrinkMs = 0 } = check;
  const tally: Tally = nothing();
  const property = fc.asyncProperty(
    fc.scheduler(),
    fc.commands([...COMMANDS], { maxCommands: MOST_COMMANDS, size: 'max' }),
    SETUP,
    async (scheduler, commands, setup) => {
      const world = await openModelWorld(scheduler, { ...setup, ttlMs: TTL_MS }, wrap());
      try {
        // A history without a request tells nothing.
        void ask(world, world.main, 'U_ASKER', TASKS[0]);
        await world.gates.run(12);
        await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
        const wrong = await wrongInTheEnd(world, await quiet(world));
        if (wrong.length > 0) throw new Error(wrong.join('\n'));
        count(tally, world, [...commands].length);
      } finally {
        await world.close();
      }
    },
  );
  const details = await fc.check(property, {
    ...{ seed, numRuns: rounds, unbiased: true, endOnFailure: shrinkMs === 0 },
    ...(shrinkMs > 0 && { interruptAfterTimeLimit: shrinkMs + rounds * 1_000 }),
  });
  return {
    tally,
    fault: details.failed ? faultOf(details.errorInstance, details.counterexample) : null,
  };
}

const asItIs: Wrap = (_name, port) => port;

type History = readonly [fc.Scheduler, Iterable<unknown>, Setup];

/** What was wrong, and the shortest history that was found to lead to it. */
function faultOf(error: unknown, history: History | null): string {
  const [scheduler, commands, setup] = history ?? [];
  return [
    String(error),
    `${JSON.stringify(setup)}; ${String(commands)}`,
    ...(scheduler?.report() ?? []).map(({ label }) => `  ${label}`),
  ].join('\n');
}
