import { reminderDue } from './reminder-due.ts';
import { isPendingAs } from './same-task.ts';
import { mayClose, type Standing } from './standing.ts';
import { unless } from './unless.ts';
import type { World } from './world.ts';

/** A timer takes no longer than this once everything answers at once. */
const A_MOMENT_MS = 1_000;
/** Within this an open request's task is looked at, once DDS can be read. */
const LOOKED_AT_MS = 120_000;

/** What nobody had to press for, and was not done in time since everything works again. */
export function overdue(world: World, history: readonly Standing[], quietAt: Date): string[] {
  return history
    .slice(1)
    .flatMap((next, index) => wrongStep(world, history[index] as Standing, next, quietAt));
}

function wrongStep(world: World, before: Standing, next: Standing, quietAt: Date): string[] {
  const { request } = before;
  const from = before.at > quietAt ? before.at : quietAt;
  const isReminderDue = before.state === 'pending' && !before.isReminded;
  const dueMs = Math.max(from.getTime(), reminderDue(before, from).getTime());
  const isExpired =
    next.closedAs === 'expired' && next.at.getTime() >= from.getTime() + LOOKED_AT_MS;
  return [
    ...unless(
      !isReminderDue || next.at.getTime() <= dueMs + A_MOMENT_MS,
      `${request} waited, and nobody was reminded at ${new Date(dueMs).toISOString()}`,
    ),
    ...unless(
      !isExpired || !mayClose(before) || wasPending(world, before, next),
      `${request} expired, and its task had left Pending long before`,
    ),
  ];
}

function wasPending({ cloud }: World, { task }: Standing, { at }: Standing): boolean {
  const held = cloud.since(task.id, new Date(at.getTime() - LOOKED_AT_MS));
  return held.some((one) => isPendingAs(task, one));
}
