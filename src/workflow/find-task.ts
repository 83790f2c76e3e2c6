import type { ScheduledTask } from '../request/task.ts';
import { lookUp, type Unread } from './look-up.ts';
import type { Clock, DdsTarget } from './ports.ts';

/** Why an id leads to no task. */
export type NotFound =
  | {
      readonly answer: 'unknown target';
      readonly target: string;
      readonly targets: readonly string[];
    }
  | {
      readonly answer: 'not found';
      readonly lookbackDays: number;
      /** Names of the targets that do not list it. */
      readonly without: readonly string[];
    }
  | {
      readonly answer: 'in several targets';
      readonly taskId: string;
      readonly targets: readonly string[];
    };

export interface Finding {
  readonly found: ScheduledTask | NotFound;
  /** Targets that could not be read for it. */
  readonly unread: readonly Unread[];
}

/** Finds a task by its id in the target that is named or, with `null`, in all of them. */
export type FindTask = (taskId: string, target: string | null) => Promise<Finding>;

export interface FindDeps {
  readonly targets: ReadonlyMap<string, DdsTarget>;
  readonly clock: Clock;
  readonly lookbackDays: number;
}

export function createFindTask({ targets, clock, lookbackDays }: FindDeps): FindTask {
  return async (taskId, name) => {
    const places = placesFor(name);
    if (places === null) {
      const known = [...targets.keys()];
      const found = { answer: 'unknown target', target: name ?? '', targets: known } as const;
      return { found, unread: [] };
    }
    const { tasks, without, unread } = await lookUp(places, taskId, clock);
    const [task, ...more] = tasks;
    if (task === undefined)
      return { found: { answer: 'not found', lookbackDays, without }, unread };
    if (more.length === 0) return { found: task, unread };
    const names = tasks.map(({ target }) => target);
    return { found: { answer: 'in several targets', taskId, targets: names }, unread };
  };

  function placesFor(name: string | null): readonly DdsTarget[] | null {
    if (name === null) return [...targets.values()];
    const target = targets.get(name);
    return target === undefined ? null : [target];
  }
}
