import type { SandboxTask } from './task.ts';

/** A task with every status it has had. */
export interface TaskLife {
  task: SandboxTask;
  readonly history: StatusChange[];
  /** When it left the list for good. */
  removedAt: Date | undefined;
}
/** A status and when DDS began to hold it. */
export interface StatusChange {
  readonly at: Date;
  readonly status: string;
}

export function beginLife(task: SandboxTask, now: Date): TaskLife {
  const at = task.createTime < now ? task.createTime : now;
  return { task, history: [{ at, status: task.status }], removedAt: undefined };
}

/** Makes the moves that were due by `now`: `Pending` → `Running` → `Completed`. */
export function settle(life: TaskLife, now: Date): void {
  if (life.removedAt) return;
  const { startsAt, finishesAt } = life.task;
  if (life.task.status === 'Pending' && startsAt && startsAt <= now)
    turn(life, 'Running', startsAt);
  if (life.task.status === 'Running' && finishesAt && finishesAt <= now) {
    turn(life, 'Completed', finishesAt);
  }
}

/** Gives a task a status from `at` on; a task made `Pending` again forgets a start that has passed. */
export function turn(life: TaskLife, status: string, at: Date): void {
  const last = life.history.at(-1)?.at ?? at;
  const { startsAt, ...rest } = life.task;
  const keepsStart = startsAt && !(status === 'Pending' && startsAt <= at);
  life.task = { ...rest, status, ...(keepsStart ? { startsAt } : {}) };
  life.history.push({ at: at < last ? last : at, status });
}

/** `undefined` before the task was created and after it was removed. */
export function statusAt(life: TaskLife, date: Date): string | undefined {
  if (life.removedAt && life.removedAt <= date) return undefined;
  return life.history.findLast((change) => change.at <= date)?.status;
}
