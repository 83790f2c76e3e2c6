import type { Fault } from '../config/fault.ts';
import { secretsOf } from '../config/secrets.ts';
import { readConfig } from '../config.ts';
import { ddsEndpoint, iamEndpoint } from '../dds/endpoints.ts';
import type { Report } from '../ops/doctor/check.ts';
import { asJson, inLines } from '../ops/doctor/render.ts';
import { createMask } from '../ops/log-mask.ts';
import type { Output } from '../ops/output.ts';
import { createSystemClock } from '../ops/system-clock.ts';
import { readArguments, USAGE } from './arguments.ts';
import { examine, type Surroundings } from './examine.ts';
import { LIMITS } from './limits.ts';

/** sysexits.h: the command was used incorrectly. */
const EX_USAGE = 64;

interface RunOptions extends Partial<Surroundings> {
  /** What is wrong with the file that the environment was read from. */
  readonly found?: readonly Fault[];
}

/** `npm run doctor`: answers the exit code, 1 where anything failed. */
export async function runDoctor(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  output: Output,
  { found = [], ...surroundings }: RunOptions = {},
): Promise<number> {
  const asked = readArguments(args);
  if ('wrong' in asked) {
    output.tell(`${asked.wrong}\n${USAGE}`);
    return EX_USAGE;
  }
  const reading = readConfig(env, { ddsEndpoint, iamEndpoint }, found);
  const examined = await examine(reading, env, {
    ...{ clock: createSystemClock(), limits: LIMITS },
    ...surroundings,
  });
  const report = masked(examined, secretsOf(reading.ok ? reading.config : reading.parts));
  await output.write(asked.json ? asJson(report) : inLines(report));
  return report.ok ? 0 : 1;
}

/** Nothing that is said holds a secret; this is the second lock on that door. */
function masked(report: Report, secrets: readonly string[]): Report {
  const mask = createMask();
  mask.hide(secrets);
  const text = (said: string): string => JSON.parse(mask.line(JSON.stringify(said)));
  const checks = report.checks.map(({ said, next, ...check }) => ({
    ...check,
    said: text(said),
    next: next === null ? null : text(next),
  }));
  return { ...report, checks };
}
