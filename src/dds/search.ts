import type { ScheduledTask } from '../request/task.ts';
import type { Moment } from '../workflow/moment.ts';
import type { Reading } from '../workflow/ports.ts';
import { type Faulted, ownFault } from './fault.ts';
import { eachPage, type PageRead, type ReadPage } from './pages.ts';

/** What one pass over pages learnt of one task. */
export type Search =
  | Extract<Reading, { found: 'listed' | 'unreadable' }>
  | { readonly beganAt: Moment; readonly found: 'not listed' };

/**
 * Looks for one task in everything created since then, without a filter by status: it may change
 * while pages are read. A listed task began to be read with its own page, the rest with the first.
 */
export async function search(readPage: ReadPage, since: Date, taskId: string): Promise<Search> {
  let first: Search | null = null;
  for await (const read of eachPage(readPage, since)) {
    const result = searchPage(read, taskId);
    if (result.found !== 'not listed') return result;
    first ??= result;
  }
  if (first === null) throw new Error('No page was read.');
  return first;
}

/** Looks for one task in one page. DDS's spelling of the id may differ in case. */
export function searchPage(read: PageRead, taskId: string): Search {
  const { beganAt } = read;
  if (read.faulted !== null) return unreadable(read.faulted, beganAt);
  const task = read.value.tasks.find((each) => each.id.toLowerCase() === taskId.toLowerCase());
  if (task === undefined) return { beganAt, found: 'not listed' };
  return task.status === ''
    ? unreadable(ownFault('unreadable', NO_STATUS), beganAt)
    : { beganAt, found: 'listed', task };
}

/** Every field may be missing; without this one nothing can be said of the task, not even that it left `Pending`. */
const NO_STATUS = 'DDS lists the task without a status.';

/** Every task with this status created since then, each once; or the fault of the first bad page. */
export async function collect(
  readPage: ReadPage,
  since: Date,
  status: string,
): Promise<readonly ScheduledTask[] | Faulted> {
  const tasks = new Map<string, ScheduledTask>();
  for await (const read of eachPage(readPage, since, { job_status: status })) {
    if (read.faulted !== null) return read.faulted;
    for (const task of read.value.tasks) tasks.set(task.id, task);
  }
  return [...tasks.values()].filter((task) => task.status === status);
}

export function unreadable(
  { fault, retryAfterMs }: Faulted,
  beganAt: Moment,
): Extract<Reading, { found: 'unreadable' }> {
  return { beganAt, found: 'unreadable', fault, retryAfterMs };
}
