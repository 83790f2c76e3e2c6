import type { ScheduledTask } from '../request/task.ts';
import type { Admission, Obstacle } from './admission.ts';
import type { FindTask, NotFound } from './find-task.ts';
import type { Unread } from './look-up.ts';
import type { OpenRequest, OpenRequests } from './open-request.ts';
import type { PendingTasks } from './pending-tasks.ts';

/** A person, and where they come from; `null` where Slack does not tell. */
export interface Asker {
  readonly user: string;
  readonly from: string | null;
}

/** Which task; `target` is `null` where only its id is known. */
export interface TaskRef {
  readonly id: string;
  readonly target: string | null;
}

/** A task to choose, and the open request for it, if there is one. */
export interface Offer {
  readonly task: ScheduledTask;
  readonly open: OpenRequest | null;
}

/** They may ask in no channel that is known; `obstacle` is what stood in the way where they came from. */
export interface NoEntry {
  readonly answer: 'no channel';
  readonly obstacle: Obstacle | null;
}

export interface Offers {
  readonly answer: 'offers';
  /** Where the request would be made. */
  readonly channel: string;
  readonly offers: readonly Offer[];
  readonly unread: readonly Unread[];
  readonly asOf: Date;
}

/** What can be said of one task before it is asked for. */
export type Looked = LookedAt & {
  /** Targets that could not be read for it, where there are any. */
  readonly unread?: readonly Unread[];
};
type LookedAt =
  | NoEntry
  | NotFound
  | { readonly answer: 'not pending'; readonly task: ScheduledTask }
  | { readonly answer: 'open already'; readonly card: OpenRequest['card'] }
  | { readonly answer: 'ready'; readonly channel: string; readonly task: ScheduledTask };

/** Finds tasks for people who have no id at hand; asks for nothing. Rejects where Slack gives no clear answer. */
export interface Picker {
  /** Every `Pending` task, soonest first. */
  list(asker: Asker): Promise<NoEntry | Offers>;
  /** One task, as DDS lists it now. */
  look(asker: Asker, ref: TaskRef): Promise<Looked>;
}

export interface PickerDeps {
  readonly admission: Admission;
  readonly openRequests: OpenRequests;
  readonly findTask: FindTask;
  readonly pendingTasks: () => Promise<PendingTasks>;
}

export function createPicker(deps: PickerDeps): Picker {
  const { admission, openRequests, findTask, pendingTasks } = deps;

  return {
    async list({ user, from }) {
      const entry = await admission.entryFor(user, from);
      if (entry.channel === null) return { answer: 'no channel', obstacle: entry.obstacle };
      const { tasks, ...rest } = await pendingTasks();
      const offers = tasks.map(async (task) => ({
        task,
        open: await openRequests.forTask(task, user),
      }));
      return {
        answer: 'offers',
        channel: entry.channel,
        ...rest,
        offers: await Promise.all(offers),
      };
    },
    async look({ user, from }, { id, target }) {
      const entry = await admission.entryFor(user, from);
      if (entry.channel === null) return { answer: 'no channel', obstacle: entry.obstacle };
      const { found, unread } = await findTask(id, target);
      const looked = 'answer' in found ? found : await lookedAt(found, user, entry.channel);
      return unread.length > 0 ? { ...looked, unread } : looked;
    },
  };

  async function lookedAt(task: ScheduledTask, user: string, channel: string): Promise<LookedAt> {
    if (task.status !== 'Pending') return { answer: 'not pending', task };
    const open = await openRequests.forTask(task, user);
    if (open !== null) return { answer: 'open already', card: open.card };
    return { answer: 'ready', channel, task };
  }
}
