import { taskIdsIn } from '../request/task-id.ts';

/** Most ids a person is asked to choose from. */
const MOST_IDS = 20;
/** Keys whose value Slack or an app makes up; some look like a task's id. */
const NOT_TEXT = /(?:^|_)id$/;

/**
 * The ids of tasks that a message may speak of: in its text, its blocks and its attachments, which
 * is where alerting apps write. Nothing else of it: `client_msg_id` has the shape of an id.
 */
export function taskIdsInMessage(message: Readonly<Record<string, unknown>>): readonly string[] {
  const { text, blocks, attachments } = message;
  return taskIdsIn(textsIn([text, blocks, attachments]).join('\n')).slice(0, MOST_IDS);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    NOT_TEXT.test(key) ? [] : textsIn(inner),
  );
}
