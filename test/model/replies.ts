import type { DdsFault, ScheduledTask } from '../../src/request/task.ts';
import type { Cancellation } from '../../src/workflow/ports.ts';

/** What becomes of one `DELETE`. */
export const REPLIES = [
  ...(['204', 'done, but no answer', 'done, but 500', 'lost on the way', 'refused'] as const),
  ...(['done as late as can be', 'throttled', 'no connection'] as const),
  ...(['task starts first', 'task changes first'] as const),
] as const;
export type Reply = (typeof REPLIES)[number];

export const FAULT: DdsFault = {
  ...{ kind: 'timed out', status: null, code: null },
  ...{ message: 'No answer in 10000 ms.', callId: null },
};
export const NO_ANSWER: Cancellation = { result: 'ambiguous', settled: false, fault: FAULT };
export const REFUSED: Cancellation = { result: 'ambiguous', settled: true, fault: FAULT };
const NOT_EXECUTED: Cancellation = { result: 'not executed', fault: FAULT, retryAfterMs: 1_000 };
export const ANSWERS: Readonly<Partial<Record<Reply, Cancellation>>> = {
  '204': { result: 'confirmed', callId: 'id-204' },
  'done, but 500': REFUSED,
  refused: REFUSED,
  'task starts first': REFUSED,
  'task changes first': REFUSED,
  throttled: NOT_EXECUTED,
  'no connection': NOT_EXECUTED,
};

/** What becomes of the task before the `DELETE` arrives. */
export const FIRST: Readonly<Partial<Record<Reply, Partial<ScheduledTask>>>> = {
  'task starts first': { status: 'Running' },
  'task changes first': { kind: 'REBOOT' },
};

/** Whether the task is cancelled by it, where it can be. */
export function isDoing(reply: Reply): boolean {
  return reply === '204' || reply.startsWith('done');
}
