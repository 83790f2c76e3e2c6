import { newInstance, type SandboxInstance } from './instance.ts';
import { newTask, type SandboxTask } from './task.ts';
import {
  beginLife,
  note,
  settle,
  statusAt,
  type TaskChange,
  type TaskLife,
  turn,
} from './task-life.ts';

/** What DDS holds: tasks that move with time, and the instances they belong to. */
export interface World {
  addTask(partial?: Partial<SandboxTask>): SandboxTask;
  /** Throws for a task that is not there (any more). */
  task(jobId: string): SandboxTask;
  findTask(jobId: string): SandboxTask | undefined;
  /** In the order added. */
  tasks(): readonly SandboxTask[];
  setStatus(jobId: string, status: string): void;
  changeTask(jobId: string, patch: Partial<Omit<SandboxTask, 'jobId'>>): SandboxTask;
  /** The task leaves the list for good; its history stays. */
  removeTask(jobId: string): void;
  /** `Canceled` from now on; the empty times of a cancelled task are filled, as the real service does. */
  cancelTask(jobId: string): void;
  /** The status DDS held at that moment; `undefined` before the task was created and once it was gone. */
  statusAt(jobId: string, date: Date): string | undefined;
  /** Every status, and every other change, with the time from which DDS held it. */
  historyOf(jobId: string): readonly TaskChange[];
  /** When the task left the list for good. */
  removedAt(jobId: string): Date | undefined;
  addInstance(partial?: Partial<SandboxInstance>): SandboxInstance;
  instances(): readonly SandboxInstance[];
  removeInstance(id: string): void;
}

export function createWorld(now: () => Date): World {
  const lives = new Map<string, TaskLife>();
  const instances = new Map<string, SandboxInstance>();

  const lifeOf = (jobId: string): TaskLife => {
    const life = lives.get(jobId.toLowerCase());
    if (!life) throw new Error(`DDS has never held a task ${jobId}`);
    settle(life, now());
    return life;
  };
  const presentLifeOf = (jobId: string): TaskLife => {
    const life = lifeOf(jobId);
    if (life.removedAt) throw new Error(`The task ${jobId} is gone`);
    return life;
  };
  const change = (jobId: string, { status, ...patch }: Partial<Omit<SandboxTask, 'jobId'>>) => {
    const life = presentLifeOf(jobId);
    life.task = { ...life.task, ...patch };
    if (status !== undefined && status !== life.task.status) turn(life, status, now());
    else note(life, now());
    settle(life, now());
    return life.task;
  };
  const addInstance = (partial: Partial<SandboxInstance> = {}): SandboxInstance => {
    const instance = newInstance(partial, now());
    instances.set(instance.id, instance);
    return instance;
  };

  return {
    addTask(partial = {}) {
      const task = newTask(partial, now());
      const life = beginLife(task, now());
      lives.set(task.jobId.toLowerCase(), life);
      settle(life, now());
      if (!instances.has(task.instanceId)) {
        addInstance({ id: task.instanceId, name: task.instanceName });
      }
      return life.task;
    },
    task: (jobId) => presentLifeOf(jobId).task,
    findTask: (jobId) =>
      isPresent(lives.get(jobId.toLowerCase())) ? lifeOf(jobId).task : undefined,
    tasks() {
      for (const life of lives.values()) settle(life, now());
      return [...lives.values()].filter(isPresent).map((life) => life.task);
    },
    setStatus: (jobId, status) => void change(jobId, { status }),
    changeTask: change,
    removeTask(jobId) {
      presentLifeOf(jobId).removedAt = now();
    },
    cancelTask(jobId) {
      const { startTime, endTime } = presentLifeOf(jobId).task;
      change(jobId, {
        status: 'Canceled',
        startTime: startTime || now(),
        endTime: endTime || now(),
      });
    },
    statusAt: (jobId, date) => statusAt(lifeOf(jobId), date),
    historyOf: (jobId) => [...lifeOf(jobId).history],
    removedAt: (jobId) => lifeOf(jobId).removedAt,
    addInstance,
    instances: () => [...instances.values()],
    removeInstance: (id) => void instances.delete(id),
  };
}

function isPresent(life: TaskLife | undefined): life is TaskLife {
  return life !== undefined && life.removedAt === undefined;
}
