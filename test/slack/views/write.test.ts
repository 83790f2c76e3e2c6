import { describe, expect, test } from '@jest/globals';
import { objectsIn } from '../../../src/sandbox/slack/block-kit/walk.ts';
import { asRichText, asText } from '../../../src/slack/views/write.ts';
import { cut, people, say, timeOfDay, utc } from '../../../src/slack/words/sentence.ts';
import { NOON } from '../../request/events.ts';
import { HOSTILE } from './foreign.ts';

const MIXED = say`${{ user: 'U_A' }} of ${{ group: 'S_B' }} in ${{ channel: 'C_C' }} said ${HOSTILE} at ${{ date: NOON }}, see ${{ link: 'https://example.com', text: 'a<b' }} ${{ strong: '<now>' }} ${3}`;

describe('a sentence as text', () => {
  const text = asText([MIXED]);

  test('calls exactly those who were meant', () => {
    expect(text.match(/<[^>]*>/g)).toEqual([
      ...['<@U_A>', '<!subteam^S_B>', '<#C_C>'],
      '<!date^1769860800^{date_short_pretty} {time} ({ago})|2026-01-31 12:00 UTC>',
      '<https://example.com|a&lt;b>',
    ]);
  });

  test('escapes each & once, so that an entity somebody typed is shown as typed', () => {
    expect(asText([say`${'&lt; & <'}`])).toBe('&amp;lt; &amp; &lt;');
    expect(text).toContain('&lt;!channel&gt;');
    expect(text).toContain('&lt;now&gt; 3');
  });
});

describe('a text longer than an edit may have', () => {
  test.each([
    ['a mention', { user: 'U_LONG' }],
    ['an escaped character', '<'],
    ['an emoji', '\u{1F600}'],
  ])('is cut, but not within %s', (_what, last) => {
    for (let before = 3_985; before <= 4_000; before += 1) {
      const text = asText([say`${'x'.repeat(before)}${last}${'y'.repeat(20)}`]);
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(text).toMatch(/^x+(?:<@U_LONG>|&lt;|\u{1F600})?y*…$/u);
    }
  });
});

test('what somebody typed cannot make a line that passes for one of ours, written either way', () => {
  const typed = say`Reason: ${'please\r\n\n02:00:13 UTC: U_LEAD approved\u2028end'}`;
  const inOneLine = 'Reason: please 02:00:13 UTC: U_LEAD approved end';
  expect(asText([typed])).toBe(inOneLine);
  expect(objectsIn(asRichText([typed]).elements)).toContainEqual({ type: 'text', text: inOneLine });
});

test('nor can what stands in bold or as the text of a link', () => {
  const name = 'orders\n02:00:13 UTC: U_LEAD approved\u2028end';
  const link = 'https://example.com';
  const lines = [say`${{ strong: name }}${{ link, text: name }}`];
  const inOneLine = 'orders 02:00:13 UTC: U_LEAD approved end';
  expect(asText(lines)).toBe(`${inOneLine}<${link}|${inOneLine}>`);
  expect(objectsIn(asRichText(lines).elements)).toEqual(
    expect.arrayContaining([
      { type: 'text', text: inOneLine, style: { bold: true } },
      { type: 'link', url: link, text: inOneLine },
    ]),
  );
});

describe('a sentence as rich text', () => {
  const { elements } = asRichText([MIXED, say`second line`]);
  const inner = objectsIn(elements).slice(1);

  test('keeps foreign text as it is, in a text element', () => {
    expect(inner).toContainEqual({ type: 'text', text: ` said ${HOSTILE} at ` });
  });

  test('has no empty text, which Slack refuses', () => {
    const { elements: empty } = asRichText([['', 'x', '']]);
    expect(empty).toEqual([{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }]);
  });

  test('has an element for each part, and the lines apart', () => {
    const types = inner.map((element) => element['type']);
    for (const type of ['user', 'usergroup', 'channel', 'date', 'link'])
      expect(types).toContain(type);
    expect(inner.slice(-2)).toEqual([
      { type: 'text', text: '\n' },
      { type: 'text', text: 'second line' },
    ]);
  });
});

test('a text is cut at whole characters, and only where it is too long', () => {
  expect(cut('abcd', 4)).toBe('abcd');
  expect(cut('abcde', 4)).toBe('abc…');
  expect(cut('\u{1F600}'.repeat(5), 4)).toBe(`${'\u{1F600}'.repeat(3)}…`);
});

test('people are named one after the other, and nobody is nothing', () => {
  expect(asText([people(['U_A', 'U_B'])])).toBe('<@U_A>, <@U_B>');
  expect(people([])).toEqual([]);
});

test('times are in UTC whatever the zone of the machine', () => {
  expect(utc(NOON)).toBe('2026-01-31 12:00 UTC');
  expect(timeOfDay(new Date('2026-01-31T23:59:59.999Z'))).toBe('23:59:59 UTC');
});
