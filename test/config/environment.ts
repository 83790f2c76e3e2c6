import type { Config } from '../../src/config/types.ts';
import { type ConfigReading, readConfig } from '../../src/config.ts';

export const ENDPOINTS = {
  ddsEndpoint: (region: string) => `https://dds.${region}.example.com`,
  iamEndpoint: (region: string) => `https://iam.${region}.example.com`,
};

export const PROJECT_ID = '0123456789abcdef0123456789abcdef';

/** The least that makes a whole configuration: Socket Mode, AK/SK, one approver. */
export const LEAST = {
  SLACK_BOT_TOKEN: 'xoxb-0000-example',
  SLACK_APP_TOKEN: 'xapp-1-A0EXAMPLE-0-example',
  DDS_REGION: 'xx-example-1',
  DDS_PROJECT_ID: PROJECT_ID,
  HUAWEICLOUD_SDK_AK: 'EXAMPLEACCESSKEY',
  HUAWEICLOUD_SDK_SK: 'example-secret-key',
  APPROVERS: 'U0APPROVER',
};

export const WITHOUT_KEYS = { HUAWEICLOUD_SDK_AK: undefined, HUAWEICLOUD_SDK_SK: undefined };

export const PASSWORD = {
  ...WITHOUT_KEYS,
  HW_USER_NAME: 'example-user',
  HW_USER_PASSWORD: 'example-password',
  HW_DOMAIN_NAME: 'example-account',
};

export function reading(changes: NodeJS.ProcessEnv = {}): ConfigReading {
  return readConfig({ ...LEAST, ...changes }, ENDPOINTS);
}

export function configOf(changes: NodeJS.ProcessEnv = {}): Config {
  const answer = reading(changes);
  if (answer.ok) return answer.config;
  throw new Error(`unexpected faults: ${JSON.stringify(answer.faults)}`);
}

/** "VARIABLE what is wrong", one per fault. */
export function faultsOf(changes: NodeJS.ProcessEnv): readonly string[] {
  const answer = reading(changes);
  return answer.ok ? [] : answer.faults.map(({ variable, wrong }) => `${variable} ${wrong}`);
}
