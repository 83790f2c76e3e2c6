import { isTaskId } from '../request/task-id.ts';

/** What a person typed after `/dds-cancel`. */
export type CommandText =
  | { readonly kind: 'ask'; readonly taskId: string; readonly reason: string | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'bad id'; readonly wrong: WrongId };

/** What is wrong with what stands where the id should be. */
export type WrongId = 'missing' | 'instance id' | 'mention or link' | 'too long' | 'other';

const MOST_REASON_CHARACTERS = 500;

/** Takes `<job-id> [reason…]` or `help`; anything else is named for what it is. */
export function parseCommandText(text: string): CommandText {
  const trimmed = text.trim();
  const [first = '', ...rest] = trimmed.split(/\s+/u);
  if (first.toLowerCase() === 'help' && rest.length === 0) return { kind: 'help' };
  if (!isTaskId(first)) return { kind: 'bad id', wrong: wrongWith(first) };
  const reason = [...trimmed.slice(first.length).trim()].slice(0, MOST_REASON_CHARACTERS).join('');
  return { kind: 'ask', taskId: first, reason: reason === '' ? null : reason };
}

function wrongWith(text: string): WrongId {
  if (text === '') return 'missing';
  // 32 hex digits and a suffix such as in02: the length alone would pass for a task id.
  if (/^[0-9a-f]{32}(in|no|gr|po)\d\d$/i.test(text)) return 'instance id';
  if (/^[<@#]/.test(text)) return 'mention or link';
  return text.length > 36 ? 'too long' : 'other';
}
