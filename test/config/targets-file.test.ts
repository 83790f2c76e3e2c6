import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/config/fault.ts';
import { secretsOf } from '../../src/config/secrets.ts';
import { configOf, faultsOf, reading } from './environment.ts';
import { filesForTests, LEDGER, ORDERS } from './targets-file.ts';

const inFile = filesForTests();
const targetsOf = (text: string, more: NodeJS.ProcessEnv = {}) =>
  configOf({ ...inFile(text), ...more }).targets;

describe('a file of targets', () => {
  test('gives each its place, and its credentials from the variables it names', () => {
    expect(targetsOf(ORDERS + LEDGER)).toEqual([
      {
        ...{ name: 'orders', region: 'xx-example-1' },
        endpoint: 'https://dds.xx-example-1.example.com',
        iamEndpoint: 'https://iam.xx-example-1.example.com',
        // Of digits only: read as a number it would be another one.
        projectId: '01234567890123456789012345678901',
        credentials: {
          ...{ kind: 'aksk', accessKey: 'ORDERSACCESSKEY', secretKey: 'orders-secret-key' },
        },
        source: { isInFile: true, variables: ['ORDERS_AK', 'ORDERS_SK'] },
      },
      {
        ...{ name: 'ledger', region: 'xx-example-2', projectId: null },
        endpoint: 'https://dds.xx-example-2.example.com',
        iamEndpoint: 'https://iam.xx-example-2.example.com',
        credentials: {
          ...{ kind: 'password', userName: 'ledger-user', password: ' ledger password ' },
          ...{ domainName: 'ledger-account', projectName: 'xx-example-2' },
        },
        source: {
          ...{ isInFile: true, variables: ['LEDGER_USER', 'LEDGER_PASSWORD', 'LEDGER_DOMAIN'] },
        },
      },
    ]);
  });

  test('may give endpoints, a security token, an ECS, a project by name', () => {
    const more = `
- { name: lab, endpoint: 'http://127.0.0.1:4001', project_id: lab1, credentials: ecs }
- name: no
  endpoint: https://dds.example.com
  iam_endpoint: https://iam.example.com/v3
  credentials: { kind: password, user_name: LEDGER_USER, password: LEDGER_PASSWORD, domain_name: LEDGER_DOMAIN, project_name: ORDERS_AK }
- name: short.lived
  region: xx-example-3
  project_id: p
  credentials: { kind: aksk, access_key: ORDERS_AK, secret_key: ORDERS_SK, security_token: LEDGER_USER }
`;
    expect(targetsOf(more)).toMatchObject([
      { name: 'lab', region: null, iamEndpoint: '', credentials: { kind: 'ecs' } },
      {
        ...{ name: 'no', iamEndpoint: 'https://iam.example.com' },
        credentials: { projectName: 'ORDERSACCESSKEY' },
      },
      { name: 'short.lived', credentials: { securityToken: 'ledger-user' } },
    ]);
  });

  test.each([
    ['aksk', ORDERS.replace('kind: aksk, ', '')],
    ['password', LEDGER.replace('    kind: password\n', '')],
  ])('need not say the kind %s, for its fields do', (kind, text) => {
    expect(text).not.toContain('kind');
    expect(targetsOf(text)).toMatchObject([{ credentials: { kind } }]);
  });

  test('replaces the variables of the single target, whatever they say', () => {
    const wrong = { DDS_REGION: 'NOWHERE', DDS_CREDENTIALS: 'magic', HW_USER_NAME: 'half' };
    expect(targetsOf(ORDERS, wrong)).toHaveLength(1);
    const absent = { DDS_REGION: '', HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '' };
    expect(targetsOf(ORDERS, absent)).toHaveLength(1);
  });

  test('gives a target its own approvers, in both spellings of a list', () => {
    const own = { users: ['U0A'], groups: ['S0B'], channelMembers: false };
    const [first, second, third] = targetsOf(
      `${ORDERS}  approvers: U0A, S0B\n${LEDGER}  approvers: [U0A, S0B]\n` +
        '- { name: lab, region: xx-example-3, project_id: p, credentials: ecs }',
    );
    expect([first?.approvers, second?.approvers]).toEqual([own, own]);
    expect(third).not.toHaveProperty('approvers');
  });

  test('brings secrets that are hidden in the log', () => {
    const secrets = secretsOf(configOf(inFile(ORDERS + LEDGER)));
    for (const secret of ['ORDERSACCESSKEY', 'orders-secret-key', ' ledger password '])
      expect(secrets).toContain(secret);
  });
});

const from = (text: string, more: NodeJS.ProcessEnv = {}) =>
  faultsOf({ ...inFile(text), ...more }).map((fault) => fault.replace(/\S*\/targets\.yml/, 'FILE'));
const orders = (line: string) => `${ORDERS}  ${line}\n`;
const without = (line: RegExp) => ORDERS.replace(line, '');

describe('a fault of the file', () => {
  test.each([
    ['a list of commas', orders('approvers: ","'), /approvers names nobody and nothing$/],
    ['an empty list of approvers', orders('approvers: []'), /approvers is empty/],
    ['approvers left empty', orders('approvers:'), /approvers is empty: fill it in, or leave/],
    ['a name among the approvers', orders('approvers: "@alice"'), /"@alice" is none of these/],
    ['approvers as a mapping', orders('approvers: { users: U0A }'), /approvers is not a text$/],
    ['the channel without CHANNELS', orders('approvers: channel'), /so CHANNELS must name/],
    ['an unknown field', orders('regoin: x'), /"regoin" is no field here; there are name, region/],
    ['no name', ORDERS.replace('name: orders', 'name:'), /name.* is empty/],
    ['no name at all', ORDERS.replace('name: orders\n  ', ''), /name is missing$/],
    ['a name of two words', ORDERS.replace('orders', 'my orders'), /name must be one word/],
    ['a long name', ORDERS.replace('orders', 'o'.repeat(33)), /name must be one word/],
    ['no place', without(/ {2}region.*\n/), /region is missing; without it, give endpoint$/],
    ['a wrong region', ORDERS.replace('xx-example-1', 'XX'), /region must be the id of a region/],
    ['an endpoint in the clear', orders('endpoint: http://example.com'), /endpoint must begin/],
    ['keys without a project', without(/ {2}project_id.*\n/), /project_id is missing: keys say/],
    ['a wrong project', orders('').replace('project_id: 0', 'project_id: ../0'), /project_id must/],
    ['no credentials', without(/ {2}credentials.*\n/), /credentials is missing$/],
    [
      'an unknown kind',
      ORDERS.replace('aksk', 'magic'),
      /must have a kind: aksk, password or ecs$/,
    ],
    [
      'a field of another kind',
      ORDERS.replace('secret_key:', 'password: ORDERS_SK, secret_key:'),
      /"orders", credentials\): "password" is no field here; there are kind, access_key/,
    ],
    ['half a pair', ORDERS.replace(', secret_key: ORDERS_SK', ''), /secret_key is missing: it is/],
    [
      'a variable not set',
      ORDERS.replace('ORDERS_SK', 'NO_SK'),
      /secret_key names NO_SK, which is/,
    ],
    ['a scalar', '- orders', /target 1\): is no mapping of fields$/],
    [
      'the same name twice',
      ORDERS + LEDGER.replace('ledger', 'Orders'),
      /name is that of target 1/,
    ],
    [
      'the same place twice',
      ORDERS + ORDERS.replace('orders', 'other'),
      /target 2 "other"\): endpoint and project are those of target 1 "orders"/,
    ],
    [
      'the same place twice by the project of a sign-in',
      LEDGER + LEDGER.replace('ledger', 'other'),
      /target 2 "other"\): endpoint and project are those of target 1 "ledger"/,
    ],
    ['an empty file', '', /must hold a list of at least one target$/],
    ['an empty list', '[]', /must hold a list of at least one target$/],
    ['a mapping', 'name: orders', /must hold a list of at least one target$/],
    ['bad YAML', '- name: [orders\n- x', /is no YAML: \w+ in line \d: /],
    ['the same field twice', orders('region: xx-example-9'), /is no YAML: DUPLICATE_KEY in line 6/],
    ['an alias to nowhere', '- *orders', /is no YAML: an alias/],
  ])('%s', (_what, text, wrong) => {
    const faults = from(text);
    expect(faults).toEqual([expect.stringMatching(wrong)]);
    expect(faults[0]).toMatch(/^DDS_TARGETS_FILE .*(?:FILE|targets\.yml)/);
  });

  test('no such file', () => {
    const faults = faultsOf({ DDS_TARGETS_FILE: '/nowhere/targets.yml' });
    const wrong = 'DDS_TARGETS_FILE cannot be read (ENOENT): "/nowhere/targets.yml"';
    expect(faults).toEqual([wrong]);
  });

  test('the members of the channel do not approve alone in an emergency', () => {
    const more = { CHANNELS: 'C0ONE', EMERGENCY_APPROVAL: 'on' };
    expect(from(orders('approvers: channel'), more).join('\n')).toContain('could approve alone');
  });

  test('every one of them is told at once, each with a right line of the file', () => {
    const text = `
- { name: a b, region: X, credentials: { kind: aksk } }
- { name: orders, regoin: xx-example-1 }
- { name: ORDERS, region: xx-example-1, project_id: p, credentials: ecs, approvers: '@alice' }
`;
    const answer = reading({ ...inFile(text), APPROVERS: '@bob' });
    const told = answer.ok ? '' : explain(answer.faults);
    for (const part of [
      ...[
        'target 1 "a b"): name',
        'region must',
        'project_id is missing',
        'access_key',
        'secret_key',
      ],
      ...['target 2 "orders"): "regoin"', 'credentials is missing', '"@alice"', '"@bob"'],
      ...['name is that of target 2 "orders"', '\n  example: region: ap-southeast-1\n'],
      ...['\n  example: access_key: ORDERS_AK\n', '\n  example: APPROVERS=U0123ABCD,S0456EFGH\n'],
    ])
      expect(told).toContain(part);
  });
});

describe('a secret where it does not belong', () => {
  const SECRET = 'MFyfvEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE';

  test('is not repeated, wherever in the file it stands', () => {
    const lines = ORDERS.trim()
      .split('\n')
      .map((_, index, all) =>
        all.map((line, at) => (at === index ? line.replace(/: .*/, `: ${SECRET}`) : line)),
      );
    const texts = [
      ...lines.map((each) => each.join('\n')),
      ...['ORDERS_SK', 'orders', 'xx-example-1', 'aksk'].map((word) =>
        ORDERS.replace(word, SECRET),
      ),
      ...[orders(`${SECRET}: x`), orders(`approvers: ${SECRET}`), `- ${SECRET}`, `"${SECRET}`],
    ];
    for (const text of texts) {
      const answer = reading(inFile(text));
      expect(answer.ok ? '' : explain(answer.faults)).not.toContain(SECRET);
    }
  });

  test('in the variable that a field names is reported under that name', () => {
    expect(from(ORDERS, { ORDERS_SK: 'two words' })).toEqual([
      expect.stringMatching(/^ORDERS_SK must be printable/),
    ]);
  });
});
