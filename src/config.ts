import { readDatabasePath } from './config/database-path.ts';
import { readDdsLimits } from './config/dds-limits.ts';
import type { Endpoints } from './config/endpoints.ts';
import type { Fault } from './config/fault.ts';
import { readPolicy } from './config/policy.ts';
import { readSlack } from './config/slack.ts';
import { readTarget } from './config/target.ts';
import { readTargetsFile } from './config/targets-file.ts';
import type { Config, ConfigParts, LogLevel, TargetConfig } from './config/types.ts';
import { refuseUnsupported } from './config/unsupported.ts';
import { oneOf, wholeNumber } from './config/values.ts';
import { readingFrom, type Variables } from './config/variables.ts';
import { LANGUAGE_CODES } from './slack/words/languages.ts';

const LOG_LEVELS: LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly parts: ConfigParts };

/**
 * The whole configuration, or everything that is wrong with it and with the file that `env` was read
 * from (`found`). Unknown variables are ignored.
 */
export function readConfig(
  env: NodeJS.ProcessEnv,
  endpoints: Endpoints,
  found: readonly Fault[] = [],
): ConfigReading {
  const variables = readingFrom(env, found);
  const slack = readSlack(variables);
  const port = wholeNumber(variables, 'PORT', { fallback: 3000, least: 0, most: 65_535 });
  const targets = readTargets(variables, endpoints);
  const dds = readDdsLimits(variables);
  const policy = readPolicy(variables);
  const databasePath = readDatabasePath(variables);
  const language = oneOf(variables, 'BOT_LANGUAGE', LANGUAGE_CODES, 'en');
  const logLevel = oneOf(variables, 'LOG_LEVEL', LOG_LEVELS, 'info');
  refuseUnsupported(variables);

  const { faults } = variables;
  const parts = { slack, port, targets, dds, policy, databasePath, language, logLevel };
  if (faults.length > 0 || !isWhole(parts)) return { ok: false, faults, parts };
  return { ok: true, config: parts };
}

function isWhole(parts: ConfigParts): parts is Config {
  return Object.values(parts).every((part) => part !== undefined);
}

/** The file replaces the variables of a single target, which are not looked at then; `undefined` where none is whole. */
function readTargets(
  variables: Variables,
  endpoints: Endpoints,
): readonly TargetConfig[] | undefined {
  const path = variables.get('DDS_TARGETS_FILE');
  if (path === undefined) {
    const target = readTarget(variables, endpoints);
    return target && [target];
  }
  const targets = readTargetsFile(variables, path, endpoints);
  return targets.length > 0 ? targets : undefined;
}
