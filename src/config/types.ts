/** How Slack reaches the bot. */
export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string };

export interface SlackConfig {
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Ends with a slash. */
  readonly apiUrl: string;
}

/** How the bot signs in at the cloud; never halves of two sources. */
export type Credentials =
  | {
      readonly kind: 'aksk';
      readonly accessKey: string;
      readonly secretKey: string;
      /** Present with temporary keys. */
      readonly securityToken?: string;
    }
  | {
      readonly kind: 'password';
      readonly userName: string;
      readonly password: string;
      readonly domainName: string;
      /** Empty only where the target has a project id, which the token is then scoped to. */
      readonly projectName: string;
    }
  /** Temporary keys from the metadata service of the ECS that the bot runs on. */
  | { readonly kind: 'ecs' };

/** One place where scheduled tasks live. */
export interface TargetConfig {
  readonly name: string;
  /** Origin, without a trailing slash. */
  readonly endpoint: string;
  readonly region: string | null;
  /** `null` only with a password: the token names the project then. */
  readonly projectId: string | null;
  /** Origin, without a trailing slash or `/v3`; empty where keys sign in, without IAM, and no region is given. */
  readonly iamEndpoint: string;
  readonly credentials: Credentials;
}

/** Bounds on the calls to each target. */
export interface DdsLimits {
  readonly callsPerMinute: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly lookbackDays: number;
}

/** Who has a role, by Slack ids. */
export interface PeopleList {
  /** `U…` or `W…`. */
  readonly users: readonly string[];
  /** `S…`. */
  readonly groups: readonly string[];
  /** Full members of the channel have the role too. */
  readonly channelMembers: boolean;
}

export interface PolicyConfig {
  /** Where requests may be made; `null`: any channel the bot is in. */
  readonly channels: ReadonlySet<string> | null;
  readonly approvers: PeopleList;
  readonly requesters: PeopleList;
  readonly requiredApprovals: number;
  readonly ttlMs: number;
  readonly requireReason: boolean;
  readonly mentionApprovers: boolean;
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
  readonly language: 'en';
  readonly logLevel: LogLevel;
}
