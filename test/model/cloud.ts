import type { DdsFault, ScheduledTask } from '../../src/request/task.ts';
import { momentOf } from '../../src/workflow/moment.ts';
import type {
  Cancellation,
  Clock,
  DdsTarget,
  InstanceFacts,
  Reading,
} from '../../src/workflow/ports.ts';
import { aTask } from '../request/events.ts';
import { type Gates, type Life, never } from './gates.ts';
import type { Order } from './order.ts';
import { ANSWERS, FAULT, FIRST, isDoing, NO_ANSWER, REFUSED, type Reply } from './replies.ts';
import { arrival, inTime, TIMEOUT_MS } from './times.ts';

/** One `DELETE`, from the socket of the bot on. */
export interface Call {
  readonly request: string;
  readonly taskId: string;
  readonly at: Date;
  /** In the order of all that happens. */
  readonly moment: number;
  readonly reply: Reply;
  /** When the read began that allowed it. */
  readonly readAt: Date;
  /** The process that made it. */
  readonly by: Life;
  /** Whether DDS may no longer be reached by it. */
  isOver: boolean;
  /** Whether it was this call that cancelled the task. */
  isEffective: boolean;
  /** What the bot got to know; `null` so far. */
  answer: Cancellation['result'] | null;
}

/** What DDS held of a task from then on; `null`: nothing. */
interface Held {
  readonly moment: number;
  readonly at: Date;
  readonly task: ScheduledTask | null;
}

/** DDS as the model knows it: the tasks, and the calls that reach them sooner or later. */
export interface Cloud {
  readonly calls: readonly Call[];
  /** What the next calls come to; `204` after the last. */
  readonly replies: Reply[];
  isReadable: boolean;
  /** When reads of a task failed, in the order of all that happens. */
  readonly failedReads: readonly number[];
  now(taskId: string): ScheduledTask | null;
  /** Everything held of it from then on: from a moment in the order of all that happens, or from a date. */
  since(taskId: string, then: number | Date): readonly (ScheduledTask | null)[];
  move(taskId: string, to: Partial<ScheduledTask> | 'gone'): void;
  targetFor(life: Life): DdsTarget;
}

/** `onDelete` is told of each call before it leaves the bot. */
export function createCloud(
  tasks: readonly ScheduledTask[],
  clock: Clock,
  gates: Gates,
  order: Order,
  onDelete: (call: Call) => void,
): Cloud {
  const held = new Map<string, Held[]>(
    tasks.map((task) => [task.id, [{ moment: 0, at: clock.now(), task }]]),
  );
  const calls: Call[] = [];
  const failedReads: number[] = [];

  const cloud: Cloud = {
    ...{ calls, failedReads, replies: [], isReadable: true },
    now: (taskId) => held.get(taskId)?.at(-1)?.task ?? null,
    since(taskId, then) {
      const history = held.get(taskId) ?? [];
      const first = history.findLastIndex(({ moment, at }) =>
        typeof then === 'number' ? moment <= then : at < then,
      );
      return history.slice(Math.max(first, 0)).map(({ task }) => task);
    },
    move(taskId, to) {
      const task = cloud.now(taskId);
      if (task === null) return;
      const next = to === 'gone' ? null : { ...task, ...to };
      held.get(taskId)?.push({ moment: order.next(), at: clock.now(), task: next });
    },
    targetFor: (life) => ({
      ...{ name: aTask().target, timeoutMs: TIMEOUT_MS },
      consoleUrl: () => 'https://console.example.com/dds',
      find: (taskId) => read(taskId, life),
      list: (status) => inTime(clock, list(status, life), FAULT),
      reread: ({ id }) => read(id, life),
      async rereadThenCancel({ id }, request, go) {
        const reading = await read(id, life);
        if (reading.found !== 'listed') return { reading, cancellation: null };
        if (!(await go(reading))) return { reading, cancellation: null };
        return { reading, cancellation: await send(id, request, reading.beganAt.date, life) };
      },
      instance: (_id, withinMs) => inTime(clock, instance(life), null, withinMs),
      close: async () => undefined,
    }),
  };
  return cloud;

  async function read(taskId: string, life: Life): Promise<Reading> {
    const beganAt = momentOf(clock);
    const unreadable = { beganAt, found: 'unreadable', fault: FAULT, retryAfterMs: null } as const;
    const listed = async (): Promise<Reading> => {
      await gates.pass(`DDS is asked for ${taskId}`, life);
      const task = cloud.isReadable ? cloud.now(taskId) : 'unreadable';
      await gates.pass(`DDS has listed ${taskId}`, life);
      if (task === 'unreadable') return unreadable;
      return task === null ? { beganAt, found: 'gone' } : { beganAt, found: 'listed', task };
    };
    const reading = await inTime(clock, listed(), unreadable);
    if (reading.found === 'unreadable') failedReads.push(order.next());
    return reading;
  }

  async function list(status: string, life: Life): Promise<readonly ScheduledTask[] | DdsFault> {
    await gates.pass(`DDS is asked for all that is ${status}`, life);
    const all = [...held.keys()].flatMap((id) => cloud.now(id) ?? []);
    const isReadable = cloud.isReadable;
    await gates.pass(`DDS has listed all that is ${status}`, life);
    return isReadable ? all.filter((one) => one.status === status) : FAULT;
  }

  async function instance(life: Life): Promise<InstanceFacts | null> {
    await gates.pass('DDS is asked for an instance', life);
    return cloud.isReadable ? { status: 'normal', actions: [] } : null;
  }

  async function send(
    taskId: string,
    request: string,
    readAt: Date,
    life: Life,
  ): Promise<Cancellation> {
    const reply = cloud.replies.shift() ?? '204';
    const call: Call = {
      ...{ request, taskId, reply, readAt, by: life, at: clock.now(), moment: order.next() },
      ...{ isOver: false, isEffective: false, answer: null },
    };
    onDelete(call);
    calls.push(call);
    const answer = await inTime(clock, travel(call, life), NO_ANSWER);
    call.answer = answer.result;
    return answer;
  }

  async function travel(call: Call, life: Life): Promise<Cancellation> {
    const { taskId, reply } = call;
    let answer = ANSWERS[reply];
    const arrive = arrival(clock, () => {
      call.isOver = true;
      const first = FIRST[reply];
      if (first !== undefined) moveIfPending(taskId, first);
      if (!isDoing(reply)) return;
      call.isEffective = moveIfPending(taskId, { status: 'Canceled' });
      if (!call.isEffective && answer !== undefined) answer = REFUSED;
    });
    if (reply === 'done as late as can be') return never();
    await gates.pass(`DELETE ${taskId} arrives`);
    arrive();
    if (answer === undefined) return never();
    await gates.pass(`DELETE ${taskId} is answered`, life);
    return answer;
  }

  function moveIfPending(taskId: string, to: Partial<ScheduledTask>): boolean {
    if (cloud.now(taskId)?.status !== 'Pending') return false;
    cloud.move(taskId, to);
    return true;
  }
}
