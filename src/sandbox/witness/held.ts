import type { Evidence, TaskChange, TaskRecord } from './evidence.ts';
import type { Standing } from './standing.ts';

type Status = string | null;

/** What DDS held of a task; `null`: it was not on the list. */
export interface Held {
  at(date: Date): Status;
  /** Every status held at any moment from the one date to the other, both included. */
  during(from: Date, until: Date): readonly Status[];
  /** The same, with all that the list says of the task. */
  changes(from: Date, until: Date): readonly TaskChange[];
}

export function heldOf({ dds }: Evidence, task: Pick<Standing, 'taskId' | 'target'>): Held {
  const id = task.taskId.toLowerCase();
  const record = dds.tasks.find(
    ({ jobId, target }) => jobId.toLowerCase() === id && target === task.target,
  );
  const at = (date: Date) => changeAt(record, date);
  const changes = (from: Date, until: Date) => [
    at(from),
    ...(record?.history ?? []).filter((change) => change.at > from && change.at <= until),
  ];
  return {
    at: (date) => at(date).status,
    during: (from, until) => changes(from, until).map(({ status }) => status),
    changes,
  };
}

function changeAt(record: TaskRecord | undefined, date: Date): TaskChange {
  return (
    record?.history.findLast((change) => change.at <= date) ?? { at: new Date(0), status: null }
  );
}
