import type { Words } from '../../../src/slack/words/languages.ts';

/**
 * A whole other language, made from one there is: whatever it says is in letters that no other text
 * has. `used` is told the name of everything that was said.
 */
export function anotherLanguage(words: Words, used: (name: string) => void = () => undefined) {
  return Object.fromEntries(
    Object.entries(words).map(([name, said]) => [name, inItsLetters(name, said, used)]),
  ) as Words;
}

function inItsLetters(name: string, said: unknown, used: (name: string) => void): unknown {
  if (typeof said !== 'function') return written(said);
  return (...given: unknown[]) => {
    used(name);
    return written(said(...given));
  };
}

function written(said: unknown): unknown {
  if (typeof said === 'string') return said.replace(/[a-z]/gi, wide);
  if (Array.isArray(said)) return said.map(written);
  if (typeof said !== 'object' || said === null || said instanceof Date) return said;
  if (isMention(said)) return said;
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key, isAddress(key) ? value : written(value)]),
  );
}

/** A part of a sentence that Slack writes out by itself. */
function isMention(said: object): boolean {
  const [key = '', ...more] = Object.keys(said);
  return more.length === 0 && ['user', 'group', 'channel', 'date'].includes(key);
}

/** Where a link leads, and which field an error stands under. */
function isAddress(key: string): boolean {
  return key === 'link' || key === 'field';
}

/** Fullwidth: https://www.unicode.org/charts/PDF/UFF00.pdf */
function wide(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
}

/** Names of a payload's fields that nobody reads. */
const UNREAD: ReadonlySet<string> = new Set([
  ...['type', 'style', 'url', 'value', 'block_id', 'action_id', 'callback_id', 'private_metadata'],
  ...['metadata', 'user', 'user_id', 'usergroup_id', 'channel', 'channel_id', 'format', 'fallback'],
  ...[
    'initial_value',
    'initial_conversation',
    'filter',
    'ts',
    'thread_ts',
    'view_id',
    'trigger_id',
  ],
  ...[
    'message_ts',
    'response_type',
    'response_action',
    'parse',
    'link_names',
    'unfurl_links',
    'unfurl_media',
  ],
  'reply_broadcast',
]);

/** Every text of a payload in which somebody would read letters of another language. */
export function foreignIn(payload: unknown): readonly string[] {
  if (typeof payload === 'string') {
    const read = payload.replace(/<[^>]*>|&(?:amp|lt|gt);/g, '');
    return /[a-z]/i.test(read) ? [payload] : [];
  }
  if (Array.isArray(payload)) return payload.flatMap(foreignIn);
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]) =>
    UNREAD.has(key) ? [] : foreignIn(value),
  );
}
