import type { DdsSimulator } from '../dds/simulator.ts';
import type { SandboxTask } from '../dds/task.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The tasks a sandbox starts with, by what is special about them. */
export interface FirstTasks {
  readonly resize: SandboxTask;
  readonly reboot: SandboxTask;
  readonly upgrade: SandboxTask;
  /** Turns `Running` three minutes after the start. */
  readonly soon: SandboxTask;
  readonly running: SandboxTask;
  readonly completed: SandboxTask;
  /** Created before the seven days that DDS lists by default. */
  readonly old: SandboxTask;
}

export function fillCloud(dds: DdsSimulator, now: Date): FirstTasks {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const pending = (jobName: string, instanceName: string, startsInMs: number) => ({
    jobName,
    instanceName,
    createTime: after(-2 * HOUR_MS),
    ...windowFrom(after(startsInMs)),
  });
  return {
    resize: dds.addTask(pending('RESIZE_FLAVOR', 'orders-prod', 2 * HOUR_MS)),
    reboot: dds.addTask(pending('REBOOT', 'sessions-prod', 3 * HOUR_MS)),
    upgrade: dds.addTask(pending('UPGRADE_DATABASE', 'ledger-prod', 5 * HOUR_MS)),
    soon: dds.addTask(pending('REBOOT', 'search-staging', 3 * MINUTE_MS)),
    running: dds.addTask({
      ...pending('RESIZE_FLAVOR', 'reports-prod', -10 * MINUTE_MS),
      status: 'Running',
    }),
    completed: dds.addTask({
      ...pending('REBOOT', 'audit-prod', -6 * HOUR_MS),
      createTime: after(-DAY_MS),
      status: 'Completed',
    }),
    old: dds.addTask({
      ...pending('UPGRADE_DATABASE', 'archive-prod', 8 * HOUR_MS),
      createTime: after(-9 * DAY_MS),
    }),
  };
}

/** Two tasks of a cloud beside the first one. */
export function fillSecondCloud(dds: DdsSimulator, now: Date): void {
  const inHours = { createTime: now, ...windowFrom(new Date(now.getTime() + 4 * HOUR_MS)) };
  const inMinutes = { createTime: now, ...windowFrom(new Date(now.getTime() + 90 * MINUTE_MS)) };
  dds.addTask({ jobName: 'RESIZE_FLAVOR', instanceName: 'billing-eu', ...inMinutes });
  dds.addTask({ jobName: 'REBOOT', instanceName: 'invoices-eu', ...inHours });
}

/** One more task that is `Pending`, as a person adds it by hand. */
export function addPendingTask(
  dds: DdsSimulator,
  { jobName, instanceName, startsInMinutes }: TaskToAdd,
  now: Date,
): SandboxTask {
  const start = new Date(now.getTime() + startsInMinutes * MINUTE_MS);
  return dds.addTask({ jobName, instanceName, createTime: now, ...windowFrom(start) });
}

export interface TaskToAdd {
  readonly jobName: string;
  readonly instanceName: string;
  readonly startsInMinutes: number;
}

/** The task starts when planned and takes up to an hour. */
function windowFrom(start: Date) {
  const end = new Date(start.getTime() + HOUR_MS);
  return { startTime: start, endTime: end, startsAt: start, finishesAt: end };
}
