import type { ListedRow } from '../dds/recorder.ts';
import type { Evidence } from './evidence.ts';
import type { Standing } from './standing.ts';

/** One read of the list that showed a task. */
export interface Look {
  /** When it reached DDS, which is after it began. */
  readonly at: Date;
  /** When DDS had answered, which is before the bot knew. */
  readonly finishedAt: Date;
  /** Of one instance only, as the bot reads what it is about to cancel. */
  readonly isNarrow: boolean;
  readonly row: ListedRow;
}

/** Every read that showed this task, in the order of their arrival. */
export function looksAt(
  { taskId, target }: Pick<Standing, 'taskId' | 'target'>,
  { dds }: Evidence,
): readonly Look[] {
  const id = taskId.toLowerCase();
  const isTheTask = (row: ListedRow) => String(row['job_id']).toLowerCase() === id;
  return dds.calls.flatMap(({ target: where, status, at, finishedAt, query, listed }) => {
    if (where !== target || status !== 200 || finishedAt === undefined) return [];
    const row = listed?.find(isTheTask);
    return row === undefined ? [] : [{ at, finishedAt, isNarrow: 'instance_id' in query, row }];
  });
}
