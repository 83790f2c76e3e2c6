import { expect, test } from '@jest/globals';
import { isTaskId } from '../../src/request/task-id.ts';

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
