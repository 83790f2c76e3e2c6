import { isTaskId } from '../request/task-id.ts';
import { queryText } from './query.ts';

/** Where one project's scheduled tasks live. */
export interface Place {
  readonly endpoint: string;
  readonly projectId: string;
}

/** The page of scheduled tasks that `query` asks for. */
export function listUrl(place: Place, query: Readonly<Record<string, string>>): URL {
  return urlAt(place, 'scheduled-jobs', query);
}

/** One scheduled task, for the `DELETE`. Throws on an id that has not one of the two exact shapes. */
export function taskUrl(place: Place, taskId: string): URL {
  if (!isTaskId(taskId)) throw new Error('Not the id of a scheduled task; no call is made.');
  return urlAt(place, `scheduled-jobs/${taskId}`, {});
}

/** The one instance with this id. */
export function instanceUrl(place: Place, instanceId: string): URL {
  return urlAt(place, 'instances', { id: instanceId });
}

/**
 * `URL` resolves `..` and `%2e%2e`, which could turn one call into another; so what it made of the
 * address is compared with what was meant.
 */
function urlAt(place: Place, route: string, query: Readonly<Record<string, string>>): URL {
  const base = new URL(place.endpoint);
  const pathname = `${base.pathname.replace(/\/+$/, '')}/v3/${projectSegment(place)}/${route}`;
  const url = new URL(pathname, base.origin);
  url.search = queryText(Object.entries(query));
  if (url.origin !== base.origin || url.pathname !== pathname) {
    throw new Error('The address would not lead where it was meant to; no call is made.');
  }
  return url;
}

function projectSegment({ projectId }: Place): string {
  if (!/^[0-9A-Za-z_-]{1,64}$/.test(projectId)) {
    throw new Error('Not the id of a project; no call is made.');
  }
  return projectId;
}
