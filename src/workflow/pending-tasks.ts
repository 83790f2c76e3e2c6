import type { DdsFault, ScheduledTask } from '../request/task.ts';
import { inTime } from './in-time.ts';
import type { Unread } from './look-up.ts';
import { ageMs, type Moment, momentOf } from './moment.ts';
import type { Clock, DdsTarget } from './ports.ts';

/** How long a list may be shown again without a new read. */
const KEPT_MS = 30_000;
/** A target that has not answered by then is named instead of waited for. */
const PATIENCE_MS = 4_000;

/** What all targets list as `Pending`, soonest first. */
export interface PendingTasks {
  readonly tasks: readonly ScheduledTask[];
  /** Targets of which this list holds nothing, and why. */
  readonly unread: readonly Unread[];
  /** No part of the list was read before this. */
  readonly asOf: Date;
}

interface TargetRead {
  readonly beganAt: Date;
  readonly tasks: readonly ScheduledTask[];
  readonly unread: readonly Unread[];
}

interface Asked {
  readonly beganAt: Moment;
  isUnderWay: boolean;
  readonly answer: Promise<readonly ScheduledTask[] | DdsFault>;
}

/** Reads each target at most once in 30 s; who asks while it is read gets the same answer. */
export function createPendingTasks(
  targets: ReadonlyMap<string, DdsTarget>,
  clock: Clock,
): () => Promise<PendingTasks> {
  const asked = new Map<string, Asked>();

  return async () => {
    const reads = await Promise.all([...targets.values()].map(readWithPatience));
    return {
      tasks: reads.flatMap(({ tasks }) => tasks).toSorted(bySoonest),
      unread: reads.flatMap(({ unread }) => unread),
      asOf: new Date(Math.min(clock.now().getTime(), ...reads.map(({ beganAt }) => +beganAt))),
    };
  };

  async function readWithPatience(target: DdsTarget): Promise<TargetRead> {
    const { beganAt: began, answer } = freshFor(target);
    const beganAt = new Date(clock.now().getTime() - ageMs(began, clock));
    const listed = await inTime(answer, PATIENCE_MS, null, clock);
    return isListed(listed)
      ? { beganAt, tasks: listed, unread: [] }
      : { beganAt, tasks: [], unread: [{ target: target.name, fault: listed }] };
  }

  function freshFor(target: DdsTarget): Asked {
    const known = asked.get(target.name);
    if (known?.isUnderWay || (known && ageMs(known.beganAt, clock) < KEPT_MS)) return known;
    const read: Asked = {
      ...{ beganAt: momentOf(clock), isUnderWay: true },
      answer: target.list('Pending').finally(() => {
        read.isUnderWay = false;
      }),
    };
    asked.set(target.name, read);
    const forget = () => asked.get(target.name) === read && asked.delete(target.name);
    // What could not be read is read again by the next one who asks.
    read.answer.then((listed) => Array.isArray(listed) || forget(), forget);
    return read;
  }
}

function isListed(
  answer: readonly ScheduledTask[] | DdsFault | null,
): answer is readonly ScheduledTask[] {
  return Array.isArray(answer);
}

/** A start that DDS does not tell comes last. */
function bySoonest(a: ScheduledTask, b: ScheduledTask): number {
  const [first, second] = [startOf(a), startOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.target.localeCompare(b.target) || a.id.localeCompare(b.id);
}

function startOf({ plannedStart }: ScheduledTask): number {
  return plannedStart === null ? Number.POSITIVE_INFINITY : Date.parse(plannedStart);
}
