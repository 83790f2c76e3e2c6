import { describe, expect, test } from '@jest/globals';
import { parseCommandText } from '../../src/slack/command-text.ts';

const UUID = '3861199d-c196-4791-bcd0-b45fde754f50';
const HEX = '3861199dc1964791bcd0b45fde754f50';

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
    expect(parseCommandText(text)).toEqual({ kind: 'ask', taskId, reason });
  });

  test('with a reason of at most 500 characters, none of them cut in half', () => {
    const typed = parseCommandText(`${UUID} ${'\u{1F600}'.repeat(501)}`);
    expect(typed).toMatchObject({ reason: '\u{1F600}'.repeat(500) });
  });
});

test.each(['help', 'HELP', ' help '])('%j asks for help', (text) => {
  expect(parseCommandText(text)).toEqual({ kind: 'help' });
});

const BAD: readonly (readonly [string, string])[] = [
  ['', 'missing'],
  ['   \n ', 'missing'],
  ['help me', 'other'],
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
    expect(parseCommandText(text)).toEqual({ kind: 'bad id', wrong });
  });

  test('by 10 kB of reason without an id, and that is found quickly', () => {
    const before = performance.now();
    expect(parseCommandText(`x ${' y'.repeat(5000)}`)).toMatchObject({ kind: 'bad id' });
    expect(performance.now() - before).toBeLessThan(200);
  });
});
