import { shown, type Variables } from './variables.ts';

interface Range {
  readonly fallback: number;
  readonly least: number;
  readonly most?: number;
  /** Why the bounds are where they are, where that is not plain. */
  readonly because?: string;
}

/** A whole number within bounds. After a fault it answers the fallback, which nobody will use. */
export function wholeNumber(variables: Variables, name: string, range: Range): number {
  const value = variables.get(name);
  if (value === undefined) return range.fallback;
  const { least, most = Number.MAX_SAFE_INTEGER, because } = range;
  const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  const bounds = range.most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  const reason = because === undefined ? '' : `: ${because}`;
  const wrong = `must be a whole number ${bounds}, and ${shown(value)} is not${reason}`;
  variables.fault(name, wrong, String(range.fallback));
  return range.fallback;
}

/** One of a few words. After a fault it answers the fallback, which nobody will use. */
export function oneOf<T extends string, F extends T | undefined>(
  variables: Variables,
  name: string,
  words: readonly T[],
  fallback: F,
): T | F {
  const value = variables.get(name);
  if (value === undefined) return fallback;
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  const wrong = `must be ${inWords(words)}, and ${shown(value)} is not`;
  variables.fault(name, wrong, fallback ?? words[0] ?? '');
  return fallback;
}

export function isOn(variables: Variables, name: string, fallback: 'on' | 'off'): boolean {
  return oneOf(variables, name, ['on', 'off'], fallback) === 'on';
}

/** What a key or token may be made of: it travels in a header. */
export function isPrintable(value: string): boolean {
  return /^[\x21-\x7e]+$/.test(value);
}

/** "a", "a or b", "a, b or c". */
export function inWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
