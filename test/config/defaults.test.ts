import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../../src/config/fault.ts';
import { readConfig } from '../../src/config.ts';
import { configOf, ENDPOINTS, faultsOf, LEAST, PROJECT_ID, reading } from './environment.ts';

test('seven variables are enough, and the rest has the documented defaults', () => {
  expect(configOf()).toEqual({
    slack: {
      botToken: 'xoxb-0000-example',
      mode: { kind: 'socket', appToken: 'xapp-1-A0EXAMPLE-0-example' },
      apiUrl: 'https://slack.com/api/',
    },
    port: 3000,
    targets: [
      {
        name: 'xx-example-1',
        endpoint: 'https://dds.xx-example-1.example.com',
        region: 'xx-example-1',
        projectId: PROJECT_ID,
        iamEndpoint: 'https://iam.xx-example-1.example.com',
        credentials: {
          kind: 'aksk',
          accessKey: 'EXAMPLEACCESSKEY',
          secretKey: 'example-secret-key',
        },
        source: { isInFile: false, variables: ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK'] },
      },
    ],
    dds: { callsPerMinute: 60, concurrency: 10, timeoutMs: 10_000, lookbackDays: 30 },
    policy: {
      channels: null,
      approvers: { users: ['U0APPROVER'], groups: [], channelMembers: false },
      requesters: { users: [], groups: [], channelMembers: true },
      requiredApprovals: 1,
      ttlMs: 3_600_000,
      requireReason: false,
      mentionApprovers: true,
      emergencyApproval: false,
      dryRun: false,
    },
    databasePath: 'data/dds-cancel.db',
    language: 'en',
    logLevel: 'info',
  });
});

test('an empty environment shows every missing variable at once', () => {
  const answer = readConfig({}, ENDPOINTS);
  expect(answer.ok ? [] : answer.faults.map(({ variable }) => variable)).toEqual([
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'DDS_CREDENTIALS',
    'DDS_REGION',
    'APPROVERS',
  ]);
});

test.each(Object.keys(LEAST))('%s set to nothing or spaces counts as unset', (name) => {
  const unset = faultsOf({ [name]: undefined });
  expect(unset).not.toEqual([]);
  expect(faultsOf({ [name]: '' })).toEqual(unset);
  expect(faultsOf({ [name]: '  ' })).toEqual(unset);
});

test('spaces around a value do not matter', () => {
  expect(configOf({ PORT: ' 8080 ', DDS_REGION: 'xx-example-1\n' })).toEqual(
    configOf({ PORT: '8080' }),
  );
});

test('an explanation has one block per fault, with variable, what is wrong and an example', () => {
  const answer = reading({ PORT: 'eighty', REQUIRE_REASON: 'yes' });
  expect(explain(answer.ok ? [] : answer.faults)).toBe(
    `PORT must be a whole number from 0 to 65535, and "eighty" is not
  example: PORT=3000

REQUIRE_REASON must be on or off, and "yes" is not
  example: REQUIRE_REASON=off
`,
  );
});

test('a faulty environment always has a fault to show for it', () => {
  const names = [...Object.keys(LEAST), 'DDS_CREDENTIALS', 'DDS_ENDPOINT', 'IAM_ENDPOINT'];
  const more = [
    'HW_USER_NAME',
    'HW_USER_PASSWORD',
    'HW_DOMAIN_NAME',
    'HW_PROJECT_NAME',
    'CHANNELS',
  ];
  const value = fc.constantFrom(
    '',
    'aksk',
    'password',
    'ecs',
    'channel',
    '-',
    'https://example.com',
  );
  const changes = fc.dictionary(fc.constantFrom(...names, ...more), value);
  fc.assert(
    fc.property(changes, (env) => {
      const answer = reading(env);
      if (!answer.ok) expect(answer.faults).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
});
