import { expect, test } from '@jest/globals';
import { explain } from '../../src/config/fault.ts';
import { secretsOf } from '../../src/config/secrets.ts';
import { configOf, PASSWORD, reading } from './environment.ts';
import { variablesRead } from './variables-read.ts';

const SECRETS = [
  'xoxb-1234567890-abcdef',
  'xapp-1-A1-123-abc',
  'hunter2 hunter2 hunter2 hunter2',
  'MFyfvEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE',
  'https://user:hunter2@example.com/path?x',
];

test('no fault repeats a secret, whatever variable it was put into', () => {
  for (const name of variablesRead()) {
    for (const secret of SECRETS) {
      const answer = reading({ [name]: secret });
      expect(answer.ok ? '' : explain(answer.faults)).not.toContain(secret);
    }
  }
});

test('the secrets of a configuration are all of them, whatever the mode and the credentials', () => {
  const temporary = configOf({ HUAWEICLOUD_SDK_SECURITY_TOKEN: 'example-token' });
  expect(secretsOf(temporary)).toEqual([
    'xoxb-0000-example',
    'xapp-1-A0EXAMPLE-0-example',
    'EXAMPLEACCESSKEY',
    'example-secret-key',
    'example-token',
  ]);
  const http = { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'example-signing-secret' };
  expect(secretsOf(configOf({ ...PASSWORD, ...http }))).toEqual([
    'xoxb-0000-example',
    'example-signing-secret',
    'example-password',
  ]);
});
