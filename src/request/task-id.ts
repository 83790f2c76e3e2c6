const TASK_ID = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32})$/i;

/**
 * Whether a text has one of the two exact shapes of a scheduled task's id: a UUID with dashes, or
 * 32 hex digits. Never by length alone: an instance id is 34 characters long, and `..` in the path
 * would turn "cancel task" into "delete instance".
 */
export function isTaskId(text: string): boolean {
  return TASK_ID.test(text);
}
