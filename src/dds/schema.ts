import { z } from 'zod';
import type { ScheduledTask } from '../request/task.ts';
import type { InstanceFacts } from '../workflow/ports.ts';
import { fromWireTime } from './wire-time.ts';

/** No field of DDS's answers is marked as required: each may be absent, null, or another type. */
const text = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '',
  );

/** An integer in DDS; a string in sibling services that share the call. */
const count = z
  .unknown()
  .optional()
  .transform((value) => (value === null || value === '' ? Number.NaN : Number(value)))
  .transform((value) => (Number.isInteger(value) && value >= 0 ? value : null));

const row = z.object({
  job_id: text,
  job_name: text,
  job_status: text,
  instance_id: text,
  instance_name: text,
  instance_status: text,
  create_time: text,
  start_time: text,
});

const listAnswer = z.object({ total_count: count, schedules: z.array(row).nullish() });

/** One page of the list. */
export interface Page {
  readonly tasks: readonly ScheduledTask[];
  /** Rows of the page, those without an id included. */
  readonly rows: number;
  /** How many there are in all, as of this page; `null` where DDS did not say. */
  readonly total: number | null;
}

/**
 * A page in our words, or `null` for what is not one. An answer without `schedules` is an empty page
 * only if it counts none: taking anything else for one would call a living task gone. Whether an
 * empty page is the end of the list only its place in it tells.
 */
export function pageFrom(target: string, body: unknown): Page | null {
  const { data } = listAnswer.safeParse(body);
  if (data === undefined) return null;
  if (!data.schedules && data.total_count !== 0) return null;
  const rows = data.schedules ?? [];
  const tasks = rows.filter((wire) => wire.job_id !== '').map((wire) => taskFrom(target, wire));
  return { tasks, rows: rows.length, total: data.total_count };
}

const instancesAnswer = z.object({
  instances: z.array(
    z.object({
      id: text,
      status: text,
      actions: z.array(z.string()).nullish().catch(null),
    }),
  ),
});

/** What runs on the instance with this id, or `null` where the answer does not tell. */
export function instanceFactsFrom(instanceId: string, body: unknown): InstanceFacts | null {
  const { data } = instancesAnswer.safeParse(body);
  const found = data?.instances.find((instance) => instance.id === instanceId);
  return found ? { status: found.status, actions: found.actions ?? [] } : null;
}

function taskFrom(target: string, wire: z.output<typeof row>): ScheduledTask {
  return {
    target,
    id: wire.job_id,
    kind: wire.job_name,
    status: wire.job_status,
    instanceId: wire.instance_id,
    instanceName: wire.instance_name,
    instanceStatus: wire.instance_status,
    createdAt: fromWireTime(wire.create_time),
    plannedStart: fromWireTime(wire.start_time),
  };
}
