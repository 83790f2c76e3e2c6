import { describe, expect, test } from '@jest/globals';
import { readButtonValue, writeButtonValue } from '../../../src/slack/views/button-value.ts';

const ID = '3861199d-c196-4791-bcd0-b45fde754f50';

describe('what a button carries', () => {
  test.each([1, 2, 999_999])('comes back as it was written, revision %d too', (revision) => {
    const value = { request: ID, revision };
    expect(readButtonValue(writeButtonValue(value))).toEqual(value);
  });

  test('comes back with what the card said, in a dry run', () => {
    const value = { request: ID, revision: 2, dryRun: true };
    expect(readButtonValue(writeButtonValue(value))).toEqual(value);
  });

  test.each([
    [undefined],
    [null],
    [7],
    [{ request: ID, revision: 1 }],
    [''],
    [ID],
    [`${ID}:`],
    [`${ID}:0`],
    [`${ID}:-1`],
    [`${ID}:1.5`],
    [`${ID}:01`],
    [`${ID}:1000000`],
    [`${ID}:1e3`],
    [`${ID}:1\n`],
    [` ${ID}:1`],
    [`${ID}:1:1`],
    [`${ID}:1:dry:dry`],
    [':1'],
    [`${'a'.repeat(65)}:1`],
    ['../instances/x:1'],
    ['<!channel>:1'],
    [`${ID}:１`],
  ])('is not read from %j', (value) => {
    expect(readButtonValue(value)).toBeNull();
  });
});
