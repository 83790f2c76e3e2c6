import { FRESH_MS } from '../request/judge.ts';
import type { ScheduledTask } from '../request/task.ts';
import { ageMs } from './moment.ts';
import type { Clock, DdsTarget, Reading } from './ports.ts';

/**
 * Reads the task, and once more where that has become old on its way: what DDS listed before the
 * machine slept is no outcome after it.
 */
export async function rereadFresh(
  target: DdsTarget,
  task: ScheduledTask,
  clock: Clock,
): Promise<Reading> {
  const reading = await target.reread(task);
  return ageMs(reading.beganAt, clock) < FRESH_MS ? reading : await target.reread(task);
}
