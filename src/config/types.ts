import type { Credentials } from '../dds/credentials.ts';
import type { DdsTargetOptions } from '../dds/target.ts';
import type { SlackMode } from '../slack/connection/app.ts';
import type { PeopleList } from '../slack/directory/people-list.ts';
import type { Language } from '../slack/words/languages.ts';

// What the edges take is theirs to define; the configuration fills it in.
export type { Credentials, PeopleList, SlackMode };

export interface SlackConfig {
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Ends with a slash. */
  readonly apiUrl: string;
}

/** One place where scheduled tasks live. */
export interface TargetConfig
  extends Pick<
    DdsTargetOptions,
    'name' | 'endpoint' | 'region' | 'projectId' | 'iamEndpoint' | 'credentials'
  > {
  /** Who may approve what is there; absent: those whom the policy names. */
  readonly approvers?: PeopleList;
  readonly source: SettingsSource;
}

/** Where a target was described, for a person who looks for a fault. */
interface SettingsSource {
  /** Names of the variables that hold its credentials; none for those of the ECS. */
  readonly variables: readonly string[];
  /** In `DDS_TARGETS_FILE`, and not in variables. */
  readonly isInFile: boolean;
}

/** Bounds on the calls to each target. */
export type DdsLimits = Pick<
  DdsTargetOptions,
  'callsPerMinute' | 'concurrency' | 'timeoutMs' | 'lookbackDays'
>;

export interface PolicyConfig {
  /** Where requests may be made; `null`: any channel the bot is in. */
  readonly channels: ReadonlySet<string> | null;
  readonly approvers: PeopleList;
  readonly requesters: PeopleList;
  readonly requiredApprovals: number;
  readonly ttlMs: number;
  readonly requireReason: boolean;
  readonly mentionApprovers: boolean;
  /** An eligible approver may approve an own request, loudly. */
  readonly emergencyApproval: boolean;
  /** Everything but the `DELETE`. */
  readonly dryRun: boolean;
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Everything the environment says, parsed once at start. */
export interface Config {
  readonly slack: SlackConfig;
  /** 0: any free port. */
  readonly port: number;
  readonly targets: readonly TargetConfig[];
  readonly dds: DdsLimits;
  readonly policy: PolicyConfig;
  readonly databasePath: string;
  /** Of the sentences said to people. */
  readonly language: Language;
  readonly logLevel: LogLevel;
}

/** What could be read beside the faults; what is at fault itself is `undefined` or holds a default. */
export type ConfigParts = Pick<Config, 'dds'> & {
  readonly [P in keyof Config]: Config[P] | undefined;
};
