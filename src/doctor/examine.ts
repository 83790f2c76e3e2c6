import { readWebApi } from '../config/slack.ts';
import type { ConfigParts } from '../config/types.ts';
import { readingFrom } from '../config/variables.ts';
import type { ConfigReading } from '../config.ts';
import { type Check, type Report, reportOf } from '../ops/doctor/check.ts';
import { configurationChecks } from '../ops/doctor/words/configuration.ts';
import { leftOut } from '../ops/doctor/words/left-out.ts';
import type { Clock } from '../workflow/ports.ts';
import { databasePart } from './database.ts';
import { fileState } from './file-state.ts';
import { readJournal } from './journal.ts';
import type { Limits } from './limits.ts';
import { checksOf, type Part } from './part.ts';
import { slackPart } from './slack.ts';
import { targetPart } from './target.ts';

export interface Surroundings {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly metadataEndpoint?: string;
}

/** Looks at everything at once, and at what can be looked at where the configuration is at fault. */
export async function examine(
  reading: ConfigReading,
  env: NodeJS.ProcessEnv,
  surroundings: Surroundings,
): Promise<Report> {
  const faults = reading.ok ? [] : reading.faults;
  const parts = reading.ok ? reading.config : reading.parts;
  const examined = await Promise.all(partsOf(parts, env, surroundings).map(checked));
  return reportOf([...configurationChecks(faults), ...examined.flat()]);

  async function checked(part: Part | Check): Promise<readonly Check[]> {
    return 'examine' in part ? await checksOf(part, surroundings.limits.partMs) : [part];
  }
}

function partsOf(
  { slack, targets, dds, policy, databasePath }: ConfigParts,
  env: NodeJS.ProcessEnv,
  { clock, limits, metadataEndpoint }: Surroundings,
): readonly (Part | Check)[] {
  const { callMs, chainMs } = limits;
  const variables = readingFrom(env);
  const path = databasePath ?? '';
  const file = fileState(path);
  // Only then: a file that a process closes loses the locks that the process has on it.
  const journal = file.then(({ state }) => (state === 'there' ? readJournal(path, chainMs) : null));
  // Told of once, by the part that is about it.
  const evidence = journal.then(
    (found) => found?.evidence ?? new Map(),
    () => new Map(),
  );
  const webApi = slack ?? readWebApi(variables);
  return [
    databasePart(path, file, journal),
    webApi === undefined
      ? leftOut('slack', 'Slack', AT_FAULT)
      : slackPart({
          ...{ webApi, mode: slack?.mode ?? null, policy: policy ?? null },
          ...{ targets: targets ?? [], clock, callMs },
        }),
    ...(targets ?? []).map((target) => {
      const metadata = metadataEndpoint === undefined ? {} : { metadataEndpoint };
      const bounds = { dds, callMs: Math.min(dds.timeoutMs, callMs) };
      return targetPart({ target, ...bounds, evidence, clock, ...metadata });
    }),
    ...(targets === undefined ? [leftOut('target', 'DDS', AT_FAULT)] : []),
  ];
}

const AT_FAULT = 'because its configuration is at fault';
