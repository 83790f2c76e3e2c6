import type { CancelRequest } from '../request/cancel-request.ts';
import { isWatched, judgeLook, type Seen } from '../request/judge.ts';
import type { Recorder } from './append.ts';
import { lookPaceFor } from './look-pace.ts';
import { createLookout, type Look, type Lookout } from './lookout.ts';
import type { Clock, DdsTarget } from './ports.ts';
import type { Trouble } from './trouble.ts';

export interface WatchDeps {
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  /** What every target allows for all calls together. */
  readonly callsPerMinute: number;
}

/**
 * Keeps an eye on the tasks of open requests, so that a request ends when its task has left
 * `Pending` without anybody pressing a button. It decides nothing: it wakes the engine, which asks
 * for what was seen.
 */
export interface Watch {
  /** Takes in how a request stands; answers what was last seen of its task, where that may matter. */
  follow(request: CancelRequest): Seen | null;
  /** Starts no look more; resolves when those under way have ended. */
  close(): Promise<void>;
}

/** `wake`: something was seen that the engine must decide on. */
export function createWatch(
  { targets, clock, recorder, callsPerMinute }: WatchDeps,
  trouble: Trouble,
  wake: (request: string) => void,
): Watch {
  const pace = lookPaceFor(callsPerMinute);
  const lookouts = new Map<string, Lookout>();
  const looks = new Map<string, Seen>();

  function sight(request: CancelRequest, { beganAt, task }: Look): void {
    const look = { task, beganAt: recorder.time.before(beganAt, request) };
    // Most looks see what is known; the engine need not read the journal for them.
    if (judgeLook(request, look) === null) return;
    looks.set(request.id, look);
    wake(request.id);
  }

  function lookoutFor({ task }: CancelRequest): Lookout | null {
    const known = lookouts.get(task.target);
    const target = targets.get(task.target);
    if (known !== undefined || target === undefined) return known ?? null;
    const lookout = createLookout({
      ...{ target, clock, pace, sight },
      onBroken: (fault) => trouble.failed('watches', target.name, fault),
      onWent: () => trouble.went('watches', target.name),
    });
    lookouts.set(target.name, lookout);
    return lookout;
  }

  return {
    follow(request) {
      const look = looks.get(request.id) ?? null;
      looks.delete(request.id);
      if (isWatched(request)) lookoutFor(request)?.add(request);
      else lookouts.get(request.task.target)?.remove(request.id);
      return look;
    },
    async close() {
      await Promise.all([...lookouts.values()].map((lookout) => lookout.close()));
    },
  };
}
