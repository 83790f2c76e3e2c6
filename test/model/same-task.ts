import type { ScheduledTask } from '../../src/request/task.ts';

const TIME_IS_SAME_MS = 60_000;

/** Whether a task is still what was approved, and can be cancelled. */
export function isPendingAs(approvedTask: ScheduledTask, held: ScheduledTask | null): boolean {
  return held !== null && held.status === 'Pending' && !isAnother(approvedTask, held);
}

/** Whether it is not what the card showed: another kind, another instance, or planned for another minute. */
export function isAnother(one: ScheduledTask, other: ScheduledTask): boolean {
  const { id, kind, instanceId, plannedStart } = other;
  const moved = Math.abs(Date.parse(String(one.plannedStart)) - Date.parse(String(plannedStart)));
  return (
    one.id !== id || one.kind !== kind || one.instanceId !== instanceId || moved > TIME_IS_SAME_MS
  );
}
