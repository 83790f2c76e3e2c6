import { randomBytes, randomUUID } from 'node:crypto';
import { wireTime } from './wire-time.ts';

/** One scheduled task as DDS holds it, under our names. */
export interface SandboxTask {
  /** A UUID, or 32 hex digits as DDS's siblings spell it. */
  readonly jobId: string;
  readonly jobName: string;
  /** One of the documented five, or any other word. */
  readonly status: string;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly instanceStatus: string;
  readonly createTime: Date;
  /** Planned window; what DDS really sends while a task is pending is undocumented, so it may be empty. */
  readonly startTime: Date | null | '';
  readonly endTime: Date | null | '';
  /** When a `Pending` task turns `Running` by itself. */
  readonly startsAt?: Date;
  /** When a `Running` task turns `Completed` by itself. */
  readonly finishesAt?: Date;
  /** Laid over the row that the list sends, by wire name; `undefined` leaves a field out. */
  readonly wire?: Readonly<Record<string, unknown>>;
}

const HOUR_MS = 3_600_000;

/** A `Pending` task created now, with everything that is not given made up. */
export function newTask(partial: Partial<SandboxTask>, now: Date): SandboxTask {
  const startTime = partial.startsAt ?? new Date(now.getTime() + 8 * HOUR_MS);
  const task: SandboxTask = {
    jobId: randomUUID(),
    jobName: 'RESIZE_FLAVOR',
    status: 'Pending',
    instanceId: `${randomBytes(16).toString('hex')}in02`,
    instanceName: 'dds-sandbox',
    instanceStatus: 'normal',
    createTime: now,
    startTime,
    endTime: new Date(startTime.getTime() + 4 * HOUR_MS),
    ...partial,
  };
  if (isJobId(task.jobId)) return task;
  throw new Error(`A job id is a UUID or 32 hex digits, not "${task.jobId}"`);
}

export function isJobId(text: string): boolean {
  return /^([0-9a-f]{32}|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})$/i.test(text);
}

/** One entry of `schedules`, all nine fields unless the task says otherwise. */
export function taskRow(task: SandboxTask): Record<string, unknown> {
  return {
    job_id: task.jobId,
    job_name: task.jobName,
    job_status: task.status,
    instance_id: task.instanceId,
    instance_name: task.instanceName,
    instance_status: task.instanceStatus,
    create_time: wireTime(task.createTime),
    start_time: task.startTime ? wireTime(task.startTime) : task.startTime,
    end_time: task.endTime ? wireTime(task.endTime) : task.endTime,
    ...task.wire,
  };
}
