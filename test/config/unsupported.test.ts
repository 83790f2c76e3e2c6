import { expect, test } from '@jest/globals';
import { faultsOf } from './environment.ts';

test.each([['REDIS_URL', 'redis://:example-password@127.0.0.1:6379']])(
  '%s asked for is a fault, never silently ignored',
  (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toEqual([
      expect.stringContaining(`${name} is not supported by this version of the bot`),
    ]);
    expect(faults.join()).not.toContain('example-password');
  },
);

test('variables of others are ignored', () => {
  expect(faultsOf({ DDS_SOMETHING_ELSE: 'x', SLACK_TEAM: 'y' })).toEqual([]);
});
