import { describe, expect, test } from '@jest/globals';
import { isTaskId, taskIdsIn } from '../../src/request/task-id.ts';

const UUID = '3861199d-c196-4791-bcd0-b45fde754f50';
const HEX = '56d3c1138dcf4f1da73b0170700c78d0';

test.each([
  '3861199d-c196-4791-bcd0-b45fde754f50',
  '3861199D-C196-4791-BCD0-B45FDE754F50',
  '56d3c1138dcf4f1da73b0170700c78d0',
])('%s is the id of a task', (text) => {
  expect(isTaskId(text)).toBe(true);
});

test.each([
  ['', 'nothing'],
  ['9136fd2a9fcd405ea4674276ce36dae8in02', 'an instance'],
  ['../instances/9136fd2a9fcd405ea4674276ce36dae8in02', 'a way out of the path'],
  ['%2e%2e', 'the same, encoded'],
  ['..', 'the same, alone'],
  ['56d3c1138dcf4f1da73b0170700c78d', 'one digit too few'],
  ['56d3c1138dcf4f1da73b0170700c78d0a', 'one digit too many'],
  ['56d3c1138dcf4f1da73b0170700c78g0', 'no hex digit'],
  ['3861199d-c1964-791-bcd0-b45fde754f50', 'dashes elsewhere'],
  ['3861199d-c196-4791-bcd0-b45fde754f50\n', 'a line after it'],
  [' 3861199d-c196-4791-bcd0-b45fde754f50', 'a space before it'],
  ['3861199d-c196-4791-bcd0-b45fde754f50/', 'a slash after it'],
])('%j is no id of a task: %s', (text) => {
  expect(isTaskId(text)).toBe(false);
});

describe('ids found in a text', () => {
  test.each([
    ['nothing', 'disk is full on orders-prod', []],
    ['one in a sentence', `Task ${UUID} starts soon.`, [UUID]],
    [
      'one in a link, in quotes, in bold',
      `<https://x/y?job=${HEX}|job> "${HEX}" *${UUID}*`,
      [HEX, UUID],
    ],
    ['one after a sign', `job_id=${UUID},next`, [UUID]],
    ['one in italics', `_${HEX}_`, [HEX]],
    ['the same in two spellings once', `${UUID} ${UUID.toUpperCase()}`, [UUID]],
    ['none in an instance or node id', `${HEX}in02 ${HEX}no02`, []],
    ['none in a longer run of digits', `0${HEX} ${HEX}0 ${UUID}0`, []],
    ['none in a trace id with dashes', `00-${HEX}-00f067aa0ba902b7-01`, []],
    ['none where another letter goes on', `é${HEX} ${HEX}й`, []],
  ])('%s', (_what, text, ids) => {
    expect(taskIdsIn(text)).toEqual(ids);
  });

  test('in a long text are found quickly', () => {
    const before = performance.now();
    expect(taskIdsIn(`${'0'.repeat(100_000)} ${UUID}`)).toEqual([UUID]);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
