import type { ScheduledTask } from '../request/task.ts';
import { momentOf } from '../workflow/moment.ts';
import type { Cancellation, Leave, Reading } from '../workflow/ports.ts';
import { cancel } from './cancel.ts';
import type { Limiter, Run } from './limiter.ts';
import { pageReader, pageWanted } from './pages.ts';
import { faultWhenClosed, type Reader, readOnce } from './read.ts';
import { fullReread, narrowQuery } from './reread.ts';
import { searchPage, unreadable } from './search.ts';

export interface RereadThenCancelled {
  readonly reading: Reading;
  readonly cancellation: Cancellation | null;
}

type Listed = Extract<Reading, { found: 'listed' }>;

export type Go = (reading: Reading) => Promise<Leave | null>;

/** What an attempt needs besides the task: who reads, who makes room, and from when on to look. */
export interface Attempt {
  readonly reader: Reader;
  readonly limiter: Limiter;
  readonly since: Date;
  readonly request: string;
  readonly go: Go;
}

/**
 * Re-reads a task and, where it is listed, sends the `DELETE` if `go` gives leave. Room for both is
 * taken together: with room for the read alone, many approvals at once would re-read until none has
 * room to cancel.
 */
export async function rereadThenCancel(
  attempt: Attempt,
  task: ScheduledTask,
): Promise<RereadThenCancelled> {
  const first = await narrowThenCancel(attempt, task);
  const last = first.signInAgain ? await narrowThenCancel(attempt, task) : first;
  return last.outcome ?? (await fullThenCancel(attempt, task));
}

interface Narrow {
  /** `null`: the narrow page does not list the task, or cannot be asked for. */
  readonly outcome: RereadThenCancelled | null;
  readonly signInAgain: boolean;
}

async function narrowThenCancel(attempt: Attempt, task: ScheduledTask): Promise<Narrow> {
  const { reader, limiter } = attempt;
  const query = narrowQuery(task);
  if (query === null) return { outcome: null, signInAgain: false };
  const narrow = limiter.decisionPair(async (run) => {
    const read = await readOnce(reader, run, pageWanted(reader, query));
    const { signInAgain } = read;
    const reading = searchPage(read, task.id);
    if (reading.found === 'not listed') return { outcome: null, signInAgain };
    if (reading.found === 'unreadable') return { outcome: withoutCall(reading), signInAgain };
    return { outcome: await cancelAfter(attempt, run, reading), signInAgain };
  });
  return narrow.catch((error: unknown) => {
    const reading = unreadable(faultWhenClosed(error), momentOf(reader.clock));
    return { outcome: withoutCall(reading), signInAgain: false };
  });
}

/** Without the pair: a full read takes an unknown number of calls, each with room of its own. */
async function fullThenCancel(attempt: Attempt, task: ScheduledTask): Promise<RereadThenCancelled> {
  const { reader, limiter, since } = attempt;
  const reading = await fullReread(pageReader(reader, limiter.decision), task, since);
  return reading.found === 'listed'
    ? cancelAfter(attempt, limiter.decision, reading)
    : withoutCall(reading);
}

async function cancelAfter(
  { reader, request, go }: Attempt,
  run: Run,
  reading: Listed,
): Promise<RereadThenCancelled> {
  const wish = { taskId: reading.task.id, request };
  const end = await cancel(reader.exchange, run, wish, () => go(reading)).catch(faultWhenClosed);
  if (end === null) return withoutCall(reading);
  if ('result' in end) return { reading, cancellation: end };
  // Without credentials `go` was not asked, so no attempt is recorded: for the caller it is as if
  // the read had failed.
  return withoutCall(unreadable(end, reading.beganAt));
}

function withoutCall(reading: Reading): RereadThenCancelled {
  return { reading, cancellation: null };
}
