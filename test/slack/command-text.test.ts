import { describe, expect, test } from '@jest/globals';
import { parseCommandText } from '../../src/slack/command-text.ts';

const UUID = '3861199d-c196-4791-bcd0-b45fde754f50';
const HEX = '3861199dc1964791bcd0b45fde754f50';
const ONE = ['orders'];
const TWO = ['orders', 'ledger.eu-1'];

describe('a task is asked for', () => {
  test.each([
    [UUID, UUID, null],
    [HEX, HEX, null],
    [UUID.toUpperCase(), UUID.toUpperCase(), null],
    [`  ${UUID}  `, UUID, null],
    [`${UUID} wrong size`, UUID, 'wrong size'],
    [`${UUID}\u00A0wrong size`, UUID, 'wrong size'],
    [`${UUID}\n  first line\n  second `, UUID, 'first line\n  second'],
    [`${UUID} in the night`, UUID, 'in the night'],
  ])('by %j', (text, taskId, reason) => {
    expect(parseCommandText(text, ONE)).toEqual({ kind: 'ask', taskId, target: null, reason });
  });

  test.each([
    ['in orders', ONE, 'orders', null],
    ['in orders wrong size', ONE, 'orders', 'wrong size'],
    ['in  orders\n  two\n  lines', ONE, 'orders', 'two\n  lines'],
    ['In ORDERS wrong size', TWO, 'orders', 'wrong size'],
    ['in ledger.eu-1', TWO, 'ledger.eu-1', null],
    // With several targets what follows `in` is a target, known or not.
    ['in the night', TWO, 'the', 'night'],
    ['in order', TWO, 'order', null],
    ['in', TWO, '', null],
    // With one, an unknown word is part of the reason.
    ['in the night', ONE, null, 'in the night'],
    ['in', ONE, null, 'in'],
    // Only directly after the id, and only the whole word.
    ['wrong size in orders', TWO, null, 'wrong size in orders'],
    ['inorders', TWO, null, 'inorders'],
    ['index orders', TWO, null, 'index orders'],
    ['in in orders', TWO, 'in', 'orders'],
  ])('by an id and %j, of the targets %j', (text, targets, target, reason) => {
    const typed = parseCommandText(`${UUID} ${text}`, targets);
    expect(typed).toEqual({ kind: 'ask', taskId: UUID, target, reason });
  });
});

test.each([
  ...(['help', 'HELP', ' help '] as const).map((text) => [text, { kind: 'help' }] as const),
  ...(['', '   \n ', 'list', 'List'] as const).map((text) => [text, { kind: 'pick' }] as const),
  ['status', { kind: 'status' }],
  ['history', { kind: 'history', count: 5 }],
  ['History 12', { kind: 'history', count: 12 }],
  ['history\u00A020', { kind: 'history', count: 20 }],
])('%j is understood', (text, typed) => {
  expect(parseCommandText(text, ONE)).toEqual(typed);
});

test.each([
  ...(['history 0', 'history 21', 'history -1', 'history 1.5', 'history five'] as const),
  ...(['history 5 6', 'history 05', 'history 1e1', `history ${'9'.repeat(400)}`] as const),
])('%j asks for no number of outcomes that there can be', (text) => {
  expect(parseCommandText(text, ONE)).toEqual({ kind: 'bad count' });
});

const BAD: readonly (readonly [string, string])[] = [
  ['help me', 'other'],
  ['list all', 'other'],
  ['status now', 'other'],
  ['../instances/x', 'other'],
  ['..', 'other'],
  ['%2e%2e', 'other'],
  ['%2e%2e%2finstances%2fx', 'other'],
  [`${UUID}/../../instances/x`, 'too long'],
  [`../${UUID}`, 'too long'],
  [`${UUID}?x=1`, 'too long'],
  [`${HEX}%00`, 'other'],
  [HEX.slice(1), 'other'],
  [`${HEX}0`, 'other'],
  [`${UUID}0`, 'too long'],
  [UUID.replace('-', ''), 'other'],
  [UUID.replaceAll('-', '_'), 'other'],
  ['g861199dc1964791bcd0b45fde754f50', 'other'],
  // An instance id is 34 characters long, of hex digits but for its suffix.
  ['9136fd2a9fcd405ea4674276ce36dae8in02', 'instance id'],
  ['9136fd2a9fcd405ea4674276ce36dae8no02', 'instance id'],
  // Cyrillic а and с, full-width digits, a non-breaking hyphen, a zero-width space, a soft hyphen.
  ['3861199dс1964791bсd0b45fde754f50', 'other'],
  ['３861199dc1964791bcd0b45fde754f50', 'other'],
  [UUID.replace('-', '\u2011'), 'other'],
  [`\u200B${HEX}`, 'other'],
  [`${HEX}\u00AD`, 'other'],
  ['<@U12345678>', 'mention or link'],
  ['@lead', 'mention or link'],
  ['#ops', 'mention or link'],
  ['<https://example.com|x>', 'mention or link'],
  [`<!channel> ${UUID}`, 'mention or link'],
  [`"${UUID}"`, 'too long'],
  [`reason first ${UUID}`, 'other'],
  ['a'.repeat(10_240), 'too long'],
  ['0'.repeat(10_240), 'too long'],
];

describe('no task is asked for', () => {
  test.each(BAD)('by %j', (text, wrong) => {
    expect(parseCommandText(text, ONE)).toEqual({ kind: 'bad id', wrong });
  });

  test('by 10 kB of reason without an id, and that is found quickly', () => {
    const before = performance.now();
    expect(parseCommandText(`x ${' y'.repeat(5000)}`, ONE)).toMatchObject({ kind: 'bad id' });
    expect(performance.now() - before).toBeLessThan(200);
  });
});
