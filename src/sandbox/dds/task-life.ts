import type { SandboxTask } from './task.ts';

/** A task with everything that it has been. */
export interface TaskLife {
  task: SandboxTask;
  readonly history: TaskChange[];
  /** When it left the list for good. */
  removedAt: Date | undefined;
}
/** A task as it was from then on. */
export interface TaskChange {
  readonly at: Date;
  readonly status: string;
  readonly task: SandboxTask;
}

export function beginLife(task: SandboxTask, now: Date): TaskLife {
  const at = task.createTime < now ? task.createTime : now;
  return { task, history: [{ at, status: task.status, task }], removedAt: undefined };
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
  const { startsAt, ...rest } = life.task;
  const keepsStart = startsAt && !(status === 'Pending' && startsAt <= at);
  life.task = { ...rest, status, ...(keepsStart ? { startsAt } : {}) };
  note(life, at);
}

/** Keeps what the task is from `at` on. */
export function note({ task, history }: TaskLife, at: Date): void {
  const last = history.at(-1)?.at ?? at;
  history.push({ at: at < last ? last : at, status: task.status, task });
}

/** `undefined` before the task was created and after it was removed. */
export function statusAt(life: TaskLife, date: Date): string | undefined {
  if (life.removedAt && life.removedAt <= date) return undefined;
  return life.history.findLast((change) => change.at <= date)?.status;
}
