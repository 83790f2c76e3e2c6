import type { CancelRequest } from '../request/cancel-request.ts';
import type { ScheduledTask } from '../request/task.ts';
import { type LookPace, lookDueAt, pauseAfter } from './look-pace.ts';
import { type Moment, momentOf } from './moment.ts';
import type { Clock, DdsTarget, Reading } from './ports.ts';

interface LookoutDeps {
  readonly target: DdsTarget;
  readonly clock: Clock;
  readonly pace: LookPace;
  /** Told what was seen of the task of each request, whether or not it is new. */
  readonly sight: (request: CancelRequest, look: Look) => void;
  /** Told of a look that threw; it is taken again. */
  readonly onBroken: (fault: unknown) => void;
  readonly onWent: () => void;
}

/** What was seen of a task, and since when that is so at least. */
export interface Look {
  readonly beganAt: Moment;
  readonly task: ScheduledTask | 'gone';
}

/** Looks at all open requests of one target together: one list, however many they are. */
export interface Lookout {
  add(request: CancelRequest): void;
  remove(request: string): void;
  close(): Promise<void>;
}

interface Watched {
  request: CancelRequest;
  /** When its task was last known to be as the request has it; milliseconds of the steady clock, as all here. */
  seenAt: number;
}

export function createLookout(deps: LookoutDeps): Lookout {
  const { target, clock, pace, sight, onBroken, onWent } = deps;
  const watched = new Map<string, Watched>();
  let timer: { readonly at: number; readonly callOff: () => void } | null = null;
  let looking: Promise<void> | null = null;
  let failures = 0;
  /** Before this no look begins, whatever is due. */
  let notBefore = 0;
  let closed = false;

  /** The planned start is a date, and the date may be set. */
  function dueOf({ request, seenAt }: Watched): number {
    const setBy = clock.now().getTime() - clock.steady();
    return lookDueAt(seenAt + setBy, request.task.plannedStart, pace) - setBy;
  }

  function askedAt({ askedAt: asked }: CancelRequest): number {
    return clock.steady() - Math.max(0, clock.now().getTime() - asked.getTime());
  }

  function stop(): void {
    timer?.callOff();
    timer = null;
  }

  function lookAt(due: number): void {
    const at = Math.max(due, notBefore);
    if (closed || looking !== null || (timer !== null && timer.at <= at)) return;
    stop();
    const callOff = clock.after(Math.max(0, at - clock.steady()), onTime);
    timer = { at, callOff };
  }

  /** What it was set for may have gone, and a timer may end early. */
  function onTime(): void {
    timer = null;
    if (closed) return;
    const due = [...watched.values()].reduce((least, each) => Math.min(least, dueOf(each)), NEVER);
    if (due === NEVER) return;
    if (Math.max(due, notBefore) > clock.steady()) lookAt(due);
    else looking = look();
  }

  async function look(): Promise<void> {
    notBefore = clock.steady() + pace.nearMs;
    try {
      failures = (await lookAtAll()) ? 0 : failures + 1;
      onWent();
    } catch (fault) {
      failures += 1;
      onBroken(fault);
    }
    if (failures > 0) notBefore = clock.steady() + pauseAfter(failures, pace);
    looking = null;
    onTime();
  }

  /** `false`: something could not be read. */
  async function lookAtAll(): Promise<boolean> {
    const beganAt = momentOf(clock);
    const listed = await target.list('Pending');
    if ('kind' in listed) return false;
    const pending = new Map(listed.map((task) => [task.id.toLowerCase(), task]));
    const missing: Watched[] = [];
    for (const each of [...watched.values()]) {
      const task = pending.get(each.request.task.id.toLowerCase());
      if (task === undefined) missing.push(each);
      else saw(each, { beganAt, task });
    }
    let areRead = true;
    // One after the other, and never more urgent than what people do.
    for (const each of missing) areRead = (await lookAfter(each)) && areRead;
    return areRead;
  }

  /** What has left the list is asked for by itself: only DDS's own word for it ends a request. */
  async function lookAfter(each: Watched): Promise<boolean> {
    if (closed || watched.get(each.request.id) !== each) return true;
    const reading = await target.reread(each.request.task, 'look-up');
    if (reading.found === 'unreadable') return false;
    saw(each, seenBy(reading));
    return true;
  }

  function saw(each: Watched, look: Look): void {
    each.seenAt = Math.max(each.seenAt, look.beganAt.steady);
    sight(each.request, look);
  }

  return {
    add(request) {
      const known = watched.get(request.id) ?? { request, seenAt: askedAt(request) };
      known.request = request;
      watched.set(request.id, known);
      lookAt(dueOf(known));
    },
    remove(request) {
      watched.delete(request);
      if (watched.size === 0) stop();
    },
    async close() {
      closed = true;
      stop();
      await looking;
    },
  };
}

const NEVER = Number.POSITIVE_INFINITY;

function seenBy(reading: Exclude<Reading, { found: 'unreadable' }>): Look {
  const { beganAt } = reading;
  return { beganAt, task: reading.found === 'listed' ? reading.task : 'gone' };
}
