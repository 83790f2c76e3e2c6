import type { CancelRequest } from '../../../request/cancel-request.ts';
import { cut, utc } from '../sentence.ts';

/** So many of the things that run on an instance are named. */
const MOST_ACTIONS = 5;

/** How the instance stood, and what ran on it, as of when that was read. */
export function instanceState({
  task,
  instance,
}: Pick<CancelRequest, 'task' | 'instance'>): string {
  const listed = cut(task.instanceStatus, 40) || 'not told by DDS';
  if (instance === null) return `${listed}.`;
  const at = utc(new Date(instance.at));
  if (instance.facts === null)
    return `${listed}; what runs on it could not be read (tried at ${at}).`;
  const { status, actions } = instance.facts;
  const running =
    actions.length === 0 ? 'nothing ran on it' : `running on it: ${actionsInWords(actions)}`;
  return `${cut(status, 40) || listed}; ${running} (read at ${at}).`;
}

function actionsInWords(actions: readonly string[]): string {
  const named = actions.slice(0, MOST_ACTIONS).map((action) => cut(action, 40));
  const more = actions.length > named.length ? [`${actions.length - named.length} more`] : [];
  return [...named, ...more].join(', ');
}
