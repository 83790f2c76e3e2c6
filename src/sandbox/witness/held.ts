import type { Evidence, TaskRecord } from './evidence.ts';
import type { Standing } from './standing.ts';

type Status = string | null;

/** What DDS held of a task; `null`: it was not on the list. */
export interface Held {
  at(date: Date): Status;
  /** Every status held at any moment from the one date to the other, both included. */
  during(from: Date, until: Date): readonly Status[];
}

export function heldOf({ dds }: Evidence, task: Pick<Standing, 'taskId' | 'target'>): Held {
  const id = task.taskId.toLowerCase();
  const record = dds.tasks.find(
    ({ jobId, target }) => jobId.toLowerCase() === id && target === task.target,
  );
  const at = (date: Date) => statusAt(record, date);
  return {
    at,
    during: (from, until) => [
      at(from),
      ...(record?.history ?? [])
        .filter((change) => change.at > from && change.at <= until)
        .map(({ status }) => status),
    ],
  };
}

function statusAt(record: TaskRecord | undefined, date: Date): Status {
  return record?.history.findLast((change) => change.at <= date)?.status ?? null;
}
