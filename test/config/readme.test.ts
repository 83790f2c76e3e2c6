import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { configOf } from './environment.ts';
import { filesForTests } from './targets-file.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const example = /### Several targets\n.*?```yaml\n(.*?)```/s.exec(readme)?.[1] ?? '';

const inFile = filesForTests();

test('the file of targets in the README is one, and so is what is commented out in it', () => {
  const more = { ORDERS_TOKEN: 'example-token', LEDGER_PROJECT: 'example-project' };
  const { targets } = configOf({ ...inFile(example), ...more });
  expect(targets.map(({ name }) => name)).toEqual(['orders', 'ledger', 'lab']);
  const all = configOf({ ...inFile(example.replace(/# (?=\w+: )/g, '')), ...more }).targets;
  expect(all).toMatchObject([
    { credentials: { securityToken: 'example-token' } },
    { credentials: { projectName: 'example-project' }, approvers: { groups: ['S0456EFGH'] } },
    { iamEndpoint: 'https://iam.ap-southeast-3.myhuaweicloud.com' },
  ]);
});
