const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const HEX = '[0-9a-f]{32}';
const TASK_ID = new RegExp(`^(?:${UUID}|${HEX})$`, 'i');
/** Standing by itself: not the head of an instance id (`…in02`), nor a part of something longer with dashes. */
const TASK_ID_IN_TEXT = new RegExp(
  `(?<![\\p{L}\\p{N}]-?)(?:${UUID}|${HEX})(?!-?[\\p{L}\\p{N}])`,
  'giu',
);

/**
 * Whether a text has one of the two exact shapes of a scheduled task's id: a UUID with dashes, or
 * 32 hex digits. Never by length alone: an instance id is 34 characters long, and `..` in the path
 * would turn "cancel task" into "delete instance".
 */
export function isTaskId(text: string): boolean {
  return TASK_ID.test(text);
}

/** What may be ids of scheduled tasks in a text, each once, in the order they stand there. */
export function taskIdsIn(text: string): readonly string[] {
  const found = new Map<string, string>();
  for (const [id] of text.matchAll(TASK_ID_IN_TEXT))
    if (!found.has(id.toLowerCase())) found.set(id.toLowerCase(), id);
  return [...found.values()];
}
