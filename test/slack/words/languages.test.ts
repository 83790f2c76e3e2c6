import { describe, expect, test } from '@jest/globals';
import { checkMessage } from '../../../src/sandbox/slack/block-kit/check-message.ts';
import { checkView } from '../../../src/sandbox/slack/block-kit/check-view.ts';
import { objectsIn } from '../../../src/sandbox/slack/block-kit/walk.ts';
import { english } from '../../../src/slack/words/en.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../../../src/slack/words/languages.ts';
import { HOSTILE, LONG } from '../views/foreign.ts';
import { anotherLanguage, foreignIn } from './another-language.ts';
import { everyView } from './every-view.ts';

describe.each(LANGUAGE_CODES)('in %s', (language) => {
  test.each([
    ['short', 'x'],
    ['hostile', HOSTILE],
    ['long', LONG],
    ['long and wide', '\u{1F600}'.repeat(3000)],
    ['empty', ''],
  ])('nothing that is said breaks a limit of Block Kit, with %s text of others', (_what, text) => {
    const { messages, modals, errors } = everyView(LANGUAGES[language], text);
    for (const { text: said, blocks } of messages)
      expect(checkMessage(blocks, said, { parse: 'none' })).toEqual([]);
    for (const modal of modals) expect(checkView(modal)).toEqual([]);
    for (const error of errors) expect(error).toMatch(/^.{1,200}$/);
  });
});

test.each(LANGUAGE_CODES)(
  'in %s nothing is said by emoji, and every button is named for screen readers',
  (language) => {
    const { messages, modals } = everyView(LANGUAGES[language], 'x');
    for (const content of [...messages, ...modals]) {
      expect(JSON.stringify(content)).not.toMatch(/\p{Extended_Pictographic}|:[a-z_]+:(?!\d)/u);
      for (const { accessibility_label } of buttonsIn(content.blocks))
        expect(String(accessibility_label)).toMatch(/^\S.{4,74}$/);
    }
  },
);

test.each(LANGUAGE_CODES)(
  'in %s a button is named as it is seen, for who speaks it',
  (language) => {
    const { messages, modals } = everyView(LANGUAGES[language], 'x');
    const buttons = buttonsIn([...messages, ...modals].map(({ blocks }) => blocks));
    expect(buttons.length).toBeGreaterThan(10);
    for (const { text, accessibility_label } of buttons) {
      const [seen = ''] = objectsIn(text).map(({ text: words }) => String(words).replace('…', ''));
      expect(String(accessibility_label).slice(0, seen.length)).toBe(seen);
    }
  },
);

test('every sentence of a language is held to that', () => {
  const used = new Set<string>();
  everyView(
    anotherLanguage(english, (name) => used.add(name)),
    'x',
  );
  const functions = Object.entries(english).filter(([, said]) => typeof said === 'function');
  expect(functions.map(([name]) => name).filter((name) => !used.has(name))).toEqual([]);
});

test('a second language is one more module: no view says a word of its own', () => {
  const { messages, modals, errors } = everyView(anotherLanguage(english), '');
  expect(foreignIn([messages, modals, errors])).toEqual([]);
});

function buttonsIn(blocks: unknown) {
  return objectsIn(blocks).filter(({ type }) => type === 'button');
}
