import { isTaskId } from '../request/task-id.ts';
import { fittingReason } from './reason-length.ts';

/** What a person typed after `/dds-cancel`. */
export type CommandText =
  | {
      readonly kind: 'ask';
      readonly taskId: string;
      /** What follows `in`; perhaps no target at all where there are several. */
      readonly target: string | null;
      readonly reason: string | null;
    }
  | { readonly kind: 'pick' | 'status' | 'help' }
  /** How many of the last outcomes. */
  | { readonly kind: 'history'; readonly count: number }
  | { readonly kind: 'bad count' }
  | { readonly kind: 'bad id'; readonly wrong: WrongId };

/** What is wrong with what stands where the id should be. */
export type WrongId = 'instance id' | 'mention or link' | 'too long' | 'other';

/** How many outcomes `history` tells, unasked and at most. */
export const HISTORY_COUNT = { usual: 5, most: 20 } as const;

/** Takes `<job-id> [in <target>] [reason…]`, one of the words below, or nothing; anything else is named for what it is. */
export function parseCommandText(text: string, targets: readonly string[]): CommandText {
  const trimmed = text.trim();
  const [first = '', ...rest] = trimmed.split(/\s+/u);
  const worded = wordFrom(first.toLowerCase(), rest);
  if (worded !== null) return worded;
  if (!isTaskId(first)) return { kind: 'bad id', wrong: wrongWith(first) };
  const { target, reason: typed } = splitTarget(trimmed.slice(first.length).trim(), targets);
  const reason = fittingReason(typed);
  return { kind: 'ask', taskId: first, target, reason: reason === '' ? null : reason };
}

/**
 * `in X` names a target if X is one. Where there are several, it is taken for one even so: a slip
 * in its name must not widen the search. A phone may begin words with capitals.
 */
function splitTarget(
  text: string,
  targets: readonly string[],
): { readonly target: string | null; readonly reason: string } {
  const [, named = '', reason = ''] = /^in(?:\s+(\S+))?(?:\s+(.*))?$/isu.exec(text) ?? [];
  const isIn = /^in(?:\s|$)/iu.test(text);
  const known = targets.find((target) => target.toLowerCase() === named.toLowerCase());
  if (!isIn || (known === undefined && targets.length < 2)) return { target: null, reason: text };
  return { target: known ?? named, reason };
}

function wordFrom(word: string, rest: readonly string[]): CommandText | null {
  if (word === 'history') return historyFrom(rest);
  if (rest.length > 0) return null;
  if (word === '' || word === 'list') return { kind: 'pick' };
  return word === 'status' || word === 'help' ? { kind: word } : null;
}

function historyFrom([
  count = String(HISTORY_COUNT.usual),
  ...more
]: readonly string[]): CommandText {
  const wanted = /^[1-9]\d?$/.test(count) ? Number(count) : Number.POSITIVE_INFINITY;
  const isRight = more.length === 0 && wanted <= HISTORY_COUNT.most;
  return isRight ? { kind: 'history', count: wanted } : { kind: 'bad count' };
}

function wrongWith(text: string): WrongId {
  // 32 hex digits and a suffix such as in02: the length alone would pass for a task id.
  if (/^[0-9a-f]{32}(in|no|gr|po)\d\d$/i.test(text)) return 'instance id';
  if (/^[<@#]/.test(text)) return 'mention or link';
  return text.length > 36 ? 'too long' : 'other';
}
