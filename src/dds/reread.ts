import type { ScheduledTask } from '../request/task.ts';
import type { Moment } from '../workflow/moment.ts';
import type { Reading } from '../workflow/ports.ts';
import type { Query, ReadPage } from './pages.ts';
import { type Search, search, searchPage } from './search.ts';
import { wireTime } from './wire-time.ts';

const MINUTE_MS = 60_000;

/**
 * The one page on which a task that was listed before must be: its instance's tasks, created no
 * earlier than a minute before it. `null` where DDS told too little of it.
 */
export function narrowQuery({ instanceId, createdAt }: ScheduledTask): Query | null {
  if (instanceId === '' || createdAt === null) return null;
  const since = new Date(new Date(createdAt).getTime() - MINUTE_MS);
  return { instance_id: instanceId, start_time: wireTime(since) };
}

/** From where a full read must start to list this task, however old it has become. */
export function sinceFor({ createdAt }: ScheduledTask, lookback: Date): Date {
  if (createdAt === null) return lookback;
  return new Date(Math.min(lookback.getTime(), new Date(createdAt).getTime() - MINUTE_MS));
}

/** One narrow page; where it does not list the task, full reads. */
export async function reread(
  readPage: ReadPage,
  task: ScheduledTask,
  since: Date,
): Promise<Reading> {
  const query = narrowQuery(task);
  if (query !== null) {
    const result = searchPage(await readPage(query), task.id);
    if (result.found !== 'not listed') return result;
  }
  return fullReread(readPage, task, since);
}

/** Two full reads, one after the other: a single one can miss a task while rows move. */
export async function fullReread(
  readPage: ReadPage,
  task: ScheduledTask,
  since: Date,
): Promise<Reading> {
  const first = await search(readPage, since, task.id);
  if (first.found !== 'not listed') return first;
  return goneUnless(await search(readPage, since, task.id), first.beganAt);
}

function goneUnless(result: Search, beganAt: Moment): Reading {
  return result.found === 'not listed' ? { beganAt, found: 'gone' } : result;
}
