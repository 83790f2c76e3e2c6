/** A piece of a sentence. A bare string is text, foreign or ours, and is never read as markup. */
export type Part =
  | string
  | { readonly strong: string }
  | { readonly user: string }
  | { readonly group: string }
  | { readonly channel: string }
  | { readonly link: string; readonly text: string }
  /** Shown in the reader's own zone, with how far off it is. */
  | { readonly date: Date };

/** What the bot says, before it is written for a screen or a screen reader. */
export type Sentence = readonly Part[];

/** Builds a sentence; what is filled in stays a part of its own and cannot turn into markup. */
export function say(
  words: TemplateStringsArray,
  ...filled: readonly (Part | Sentence | number)[]
): Sentence {
  const sentence: Part[] = [];
  for (const [index, text] of words.entries())
    for (const part of [text, ...partsOf(filled[index] ?? '')]) add(sentence, part);
  return sentence;
}

/** Text that follows text is one part. */
function add(sentence: Part[], part: Part): void {
  const last = sentence.at(-1);
  if (typeof part !== 'string') sentence.push(part);
  else if (typeof last === 'string') sentence[sentence.length - 1] = last + part;
  else if (part !== '') sentence.push(part);
}

function partsOf(part: Part | Sentence | number): Sentence {
  if (typeof part === 'number') return [String(part)];
  return isSentence(part) ? part : [part];
}

function isSentence(part: Part | Sentence): part is Sentence {
  return Array.isArray(part);
}

/** People one after the other: `@a, @b`. */
export function people(users: readonly string[]): Sentence {
  return users.flatMap((user, index): Sentence => (index === 0 ? [{ user }] : [', ', { user }]));
}

/** Channels one after the other: `#a, #b`. */
export function channels(ids: readonly string[]): Sentence {
  return ids.flatMap(
    (channel, index): Sentence => (index === 0 ? [{ channel }] : [', ', { channel }]),
  );
}

/** At most so many characters, the last one an ellipsis where something was cut. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** The same in the units that Slack's limits count; an emoji has two of them, and is not halved. */
export function cutForLimit(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `2026-01-31 18:00 UTC` */
export function utc(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `18:00:05 UTC`: the stamp of a trail message, whose date Slack shows beside it. */
export function timeOfDay(at: Date): string {
  return `${at.toISOString().slice(11, 19)} UTC`;
}
