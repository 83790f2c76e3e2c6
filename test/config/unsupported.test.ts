import { expect, test } from '@jest/globals';
import { faultsOf } from './environment.ts';

test.each([
  ['REDIS_URL', 'redis://:example-password@127.0.0.1:6379'],
  ['EMERGENCY_APPROVAL', 'on'],
  ['DRY_RUN', 'on'],
])('%s asked for is a fault, never silently ignored', (name, value) => {
  const faults = faultsOf({ [name]: value });
  expect(faults).toEqual([
    expect.stringContaining(`${name} is not supported by this version of the bot`),
  ]);
  expect(faults.join()).not.toContain('example-password');
});

test.each(['EMERGENCY_APPROVAL', 'DRY_RUN'])('%s may be off, and nothing but on or off', (name) => {
  expect(faultsOf({ [name]: 'off' })).toEqual([]);
  expect(faultsOf({ [name]: 'yes' })).toEqual([`${name} must be on or off, and "yes" is not`]);
});

test('variables of others are ignored', () => {
  expect(faultsOf({ DDS_SOMETHING_ELSE: 'x', SLACK_TEAM: 'y' })).toEqual([]);
});
