import type { DdsFault, ScheduledTask } from '../request/task.ts';
import type { Clock, DdsTarget, Reading } from './ports.ts';

/** A target of which nothing is known, and why; `null`: it had not answered when another had. */
export interface Unread {
  readonly target: string;
  readonly fault: DdsFault | null;
}

/** What several targets say of one task id. */
export interface LookedUp {
  readonly tasks: readonly ScheduledTask[];
  /** Names of those that were read and do not list it. */
  readonly without: readonly string[];
  readonly unread: readonly Unread[];
}

/** Once one target lists the task, the others get this long: somebody waits, and the task may start. */
const PATIENCE_MS = 3_000;

/** Reads all targets at once. One that cannot be read neither hides nor holds up what another lists. */
export async function lookUp(
  targets: readonly DdsTarget[],
  taskId: string,
  clock: Clock,
): Promise<LookedUp> {
  const readings = new Map<string, Reading>();
  await new Promise<void>((resolve, reject) => {
    let callOff: (() => void) | null = null;
    const all = targets.map(async (target) => {
      const reading = await target.find(taskId);
      readings.set(target.name, reading);
      if (reading.found === 'listed') callOff ??= clock.after(PATIENCE_MS, resolve);
    });
    Promise.all(all)
      .finally(() => callOff?.())
      .then(() => resolve(), reject);
  });
  return summary(
    targets.map(({ name }) => name),
    readings,
  );
}

function summary(names: readonly string[], readings: ReadonlyMap<string, Reading>): LookedUp {
  const tasks: ScheduledTask[] = [];
  const without: string[] = [];
  const unread: Unread[] = [];
  for (const target of names) {
    const reading = readings.get(target);
    if (reading?.found === 'listed') tasks.push(reading.task);
    else if (reading?.found === 'gone') without.push(target);
    else unread.push({ target, fault: reading?.fault ?? null });
  }
  return { tasks, without, unread };
}
