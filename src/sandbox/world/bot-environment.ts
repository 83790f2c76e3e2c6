import type { DdsSimulator } from '../dds/simulator.ts';

/** By what way Slack reaches the bot. */
export type Transport = 'socket' | 'http';

export interface BotEnvironmentParts {
  readonly slack: {
    readonly apiUrl: string;
    readonly botToken: string;
    readonly appToken: string;
    readonly signingSecret: string;
  };
  /** What tells of the cloud, or the clouds. */
  readonly cloud: Readonly<Record<string, string>>;
  readonly transport: Transport;
  /** `APPROVERS`. */
  readonly approvers: string;
  readonly databasePath: string;
  readonly port: number;
}

/** All that the bot is told of the sandbox: the variables of its own documentation. */
export function botEnvironment(parts: BotEnvironmentParts): Record<string, string> {
  const { slack, cloud, transport, approvers, databasePath, port } = parts;
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    SLACK_API_URL: slack.apiUrl,
    ...cloud,
    APPROVERS: approvers,
    DATABASE_PATH: databasePath,
    PORT: String(port),
  };
}

/** The variables of a single target. */
export function cloudVariables(dds: DdsSimulator): Record<string, string> {
  return {
    DDS_REGION: dds.region,
    DDS_ENDPOINT: dds.url,
    DDS_PROJECT_ID: dds.projectId,
    IAM_ENDPOINT: dds.iamUrl,
    HUAWEICLOUD_SDK_AK: dds.accessKey,
    HUAWEICLOUD_SDK_SK: dds.secretKey,
  };
}
