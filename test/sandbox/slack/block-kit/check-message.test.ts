import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkMessage } from '../../../../src/sandbox/slack/block-kit/check-message.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (more = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const section = (text: string, more = {}) => ({
  type: 'section',
  text: { type: 'mrkdwn', text, ...more },
});
const confirm = {
  title: plain('Sure?'),
  text: plain('It stays so.'),
  confirm: plain('Approve'),
  deny: plain('Go back'),
};
const richText = (element: object) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [element] }],
});
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
const long = (length: number) => 'x'.repeat(length);
const many = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));

test('a message of every kind of block that is right has nothing wrong with it', () => {
  const blocks = [
    { type: 'header', text: plain('Head') },
    { ...section('*Bold* <@U0ANN> <!date^1700000000^{date} {ago}|then> a &lt; b'), block_id: 'b1' },
    { type: 'section', fields: [plain('a'), { type: 'mrkdwn', text: '`b`' }] },
    { type: 'context', elements: [plain('c')] },
    actions(button({ style: 'danger', value: 'v', confirm }), button({ action_id: 'no' })),
    richText({ type: 'text', text: '<!channel> & all', style: { code: true } }),
    table,
    { type: 'divider' },
  ];
  expect(checkMessage(blocks, 'Head')).toEqual([]);
});

describe('a message is faulted for', () => {
  test.each<[string, object[], string]>([
    ['51 blocks', many(51), 'more than 50'],
    ['an unknown block', [{ type: 'hero' }], 'unsupported type hero'],
    ['an unknown property', [{ type: 'divider', colour: 'red' }], 'colour: unknown property'],
    ['an input', [{ type: 'input' }], 'unsupported type input'],
    ['an alert, which is for modals', [{ type: 'alert', text: plain('x') }], 'unsupported type'],
    ['a long header', [{ type: 'header', text: plain(long(151)) }], 'longer than 150'],
    ['an empty text', [section('')], 'shorter than 1'],
    ['a long section', [section(long(3001))], 'longer than 3000'],
    ['a section of nothing', [{ type: 'section' }], 'needs text or fields'],
    ['eleven fields', [{ type: 'section', fields: Array(11).fill(plain('f')) }], 'more than 10'],
    ['26 buttons', [actions(...Array(26).fill(button()))], 'more than 25'],
    ['one action_id twice', [actions(button(), button())], 'action_id go is used twice'],
    ['a long label', [actions(button({ text: plain(long(76)) }))], 'longer than 75'],
    ['a mrkdwn label', [actions(button({ text: { type: 'mrkdwn', text: 'x' } }))], 'plain_text'],
    ['a long value', [actions(button({ value: long(2001) }))], 'longer than 2000'],
    ['a made-up style', [actions(button({ style: 'default' }))], 'primary, danger'],
    [
      'two primary buttons',
      [actions(button({ style: 'primary' }), button({ action_id: 'b', style: 'primary' }))],
      'more than one primary',
    ],
    ['a javascript URL', [actions(button({ url: 'javascript:alert(1)' }))], 'http(s) URL'],
    ['a bare Cancel', [actions(button({ text: plain('Cancel') }))], 'a bare "Cancel"'],
    [
      'a dialog without deny',
      [actions(button({ confirm: { ...confirm, deny: undefined } }))],
      'deny: must be an object',
    ],
    [
      'a dialog that confirms with Cancel',
      [actions(button({ confirm: { ...confirm, confirm: plain('Cancel') } }))],
      'a bare "Cancel"',
    ],
    [
      'a long dialog',
      [actions(button({ confirm: { ...confirm, text: plain(long(301)) } }))],
      '300',
    ],
    ['two tables', [table, table], 'only_one_table_allowed'],
    ['a broadcast element', [richText({ type: 'broadcast', range: 'here' })], 'calls everybody'],
    ['an unknown rich text', [richText({ type: 'mention' })], 'unsupported type mention'],
    ['a call of everybody', [section('hi <!channel>')], 'calls everybody'],
    ['a bare @here', [section('hi @here')], 'unless verbatim'],
    ['a bare <', [section('a < b')], 'unescaped "<"'],
    ['a mention that does not end', [section('hi <@U0ANN')], 'unescaped "<"'],
    ['a tag', [section('<b>bold</b>')], 'unescaped "<"'],
    ['a bare &', [section('a & b')], 'unescaped "&"'],
    ['a date without fallback', [section('<!date^1^{date}>')], 'unescaped "<"'],
    ['a made-up date token', [section('<!date^1^{when}|x>')], 'unknown date token'],
  ])('%s', (_name, blocks, fault) => {
    expect(checkMessage(blocks, 'text').join('\n')).toContain(fault);
  });

  test('a missing text, which notifications would need', () => {
    expect(checkMessage([section('x')], undefined)).toEqual([expect.stringContaining('missing')]);
  });
});

test('a bare @here is harmless in verbatim mrkdwn', () => {
  expect(checkMessage([section('hi @here', { verbatim: true })], 'x')).toEqual([]);
});

test('whatever a person typed is right once it is escaped and verbatim', () => {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const typed = fc.oneof(
    fc.string({ minLength: 1, maxLength: 400 }),
    fc.constantFrom('<!channel>', '<@U1', 'a > b', '&amp;', '@everyone', '<https://example.com>'),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const blocks = [section(escaped(text), { verbatim: true })];
      expect(checkMessage(blocks, escaped(text), { parse: 'none' })).toEqual([]);
    }),
  );
});

test('a < that begins no form Slack knows is always found', () => {
  const inner = fc
    .stringMatching(/^[a-z .,;:=/"-]{0,30}$/)
    .filter((it) => !/^(https?|mailto|tel):/.test(it));
  fc.assert(
    fc.property(inner, (text) => {
      expect(checkMessage([section(`x <${text}> y`)], 'x')).not.toEqual([]);
    }),
  );
});

test('no JSON value makes the checker throw', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (blocks) => {
      expect(Array.isArray(checkMessage(blocks, 'x'))).toBe(true);
    }),
  );
});
