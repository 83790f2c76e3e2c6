import type { EventOf, RequestEvent } from '../../src/request/event.ts';
import type { Clock } from '../../src/workflow/ports.ts';
import { type Act, type Deed, EVENT_OF } from './act.ts';
import type { Channel } from './channel.ts';
import type { Call, Cloud } from './cloud.ts';
import type { Life } from './gates.ts';
import { wrongWith } from './may-happen.ts';
import type { Order } from './order.ts';
import type { People } from './people.ts';
import { isPendingAs } from './same-task.ts';
import { after, holdsTask, isDecided, opened, type Standing } from './standing.ts';
import { unless } from './unless.ts';

/** What the model makes of every event and every call, in the order in which they happen. */
export interface Chronicle {
  /** What was against the design, so far. */
  readonly faults: string[];
  /** Every standing of each request, the newest last. */
  readonly standings: ReadonlyMap<string, readonly Standing[]>;
  /** Acts without an answer so far; also of processes that died over them. */
  readonly under: Set<Act>;
  readonly deeds: readonly Deed[];
  /** How many acts were answered. */
  answers: number;
  /** Every standing of each request on this task at any moment from then on. */
  onTaskSince(taskId: string, moment: number): readonly Standing[];
  /** `by`: the process that journals it. */
  take(event: RequestEvent, by: Life): void;
  takeCall(call: Call): void;
  /** Takes what the journal says of who holds the task of a request. */
  takeHolder(request: string, holder: string | null): void;
}

interface Grounding {
  readonly clock: Clock;
  readonly order: Order;
  readonly people: People;
  readonly emergency: boolean;
  /** Both are only asked once there are events. */
  readonly cloud: () => Cloud;
  readonly channel: () => Channel;
}

/** A read of the task allows a call for so long. */
const FRESH_MS = 10_000;

export function createChronicle(grounding: Grounding): Chronicle {
  const { clock, order, people, emergency, cloud, channel } = grounding;
  const faults: string[] = [];
  const standings = new Map<string, Standing[]>();
  const under = new Set<Act>();
  const deeds: Deed[] = [];
  let newestFirst = '';

  return {
    ...{ faults, standings, under, deeds, answers: 0 },
    onTaskSince: (taskId, moment) =>
      [...standings.values()]
        .filter(([first]) => first?.task.id === taskId)
        .flatMap((history) => since(history, moment)),
    take(event, by) {
      const wrong = event.event === 'requested' ? takeFirst(event, by) : takeNext(event, by);
      for (const why of wrong) faults.push(`${event.request} ${event.seq} ${event.event}: ${why}`);
    },
    takeHolder(request, holder) {
      const newest = standings.get(request)?.at(-1);
      if (newest !== undefined && (holder === request) !== holdsTask(newest))
        faults.push(`${request} ${newest.seq}: its task is held by ${holder}`);
    },
    takeCall(call) {
      for (const why of wrongWithCall(call)) faults.push(`DELETE for ${call.request}: ${why}`);
    },
  };

  function takeFirst(event: EventOf<'requested'>, by: Life): string[] {
    const { request, task, prev } = event;
    const [act] = actsOf(event, task.id);
    const held = cloud().since(task.id, act?.began ?? order.now());
    const wrong = [
      ...unless(act !== undefined, 'nobody asked'),
      ...unless(prev === newestFirst, 'it is not chained to the first event before'),
      ...unless(
        held.some((one) => isPendingAs(task, one)),
        'DDS held no such task as Pending',
      ),
      ...unless(holderOf(task.id) === undefined, 'the task is held by another request'),
      ...unless(by.dryRun === (event.dryRun === true), 'it mistakes whether it is a dry run'),
    ];
    newestFirst = event.hash;
    standings.set(request, [opened(event, order.next())]);
    note(act);
    return wrong;
  }

  function takeNext(event: RequestEvent, by: Life): string[] {
    const history = standings.get(event.request) ?? [];
    const before = history.at(-1);
    if (before === undefined) return ['it has no request'];
    const acts = actsOf(event, event.request);
    const act = acts.find(({ revision }) => revision === before.revision);
    const wrong = wrongWith(before, event, {
      now: clock.now(),
      held: cloud().since(before.task.id, before.moment),
      wasUnreadable: cloud().failedReads.some((moment) => moment > before.moment),
      calls: cloud().calls.filter(({ taskId }) => taskId === before.task.id),
      acts,
      eligible: (user) => people.since(user, act?.began ?? order.now()),
      ...{ emergency, by },
      isCardRefused: channel().refused.some(
        (one) => one.request === event.request && one.seq === 0,
      ),
    });
    const isFree = event.event !== 'retried' || holderOf(before.task.id) === undefined;
    history.push(after(before, event, order.next()));
    note(act);
    return [...wrong, ...unless(isFree, 'the task is held by another request')];
  }

  function note(act: Act | undefined): void {
    if (act !== undefined) deeds.push({ ...act, moment: order.now(), isTold: false });
  }

  function actsOf({ event, by }: RequestEvent, about: string): Act[] {
    const isIt = ({ user, does, about: one, life }: Act) =>
      !life.over && user === by && one === about && EVENT_OF[does] === event;
    return [...under].filter(isIt);
  }

  function holderOf(taskId: string): Standing | undefined {
    const newest = [...standings.values()].flatMap((history) => history.at(-1) ?? []);
    return newest.find((standing) => standing.task.id === taskId && holdsTask(standing));
  }

  function wrongWithCall(call: Call): string[] {
    const standing = standings.get(call.request)?.at(-1);
    if (standing === undefined) return ['it has no request'];
    const { state, approvers, requester, isAlone, dryRun, task, expiresAt, moment } = standing;
    const readAgeMs = call.at.getTime() - call.readAt.getTime();
    const earlier = cloud().calls.filter(({ taskId }) => taskId === call.taskId);
    const ofAttempt = earlier.filter((one) => one.request === call.request && one.moment > moment);
    const held = cloud().since(call.taskId, call.readAt);
    return [
      ...unless(state === 'cancelling', `the request is ${state}`),
      ...unless(call.taskId === task.id, 'it is of another task'),
      ...unless(isDecided(standing), 'approvals are missing'),
      ...unless(isAlone || !approvers.includes(requester), 'the requester approved'),
      ...unless(!dryRun && !call.by.dryRun, 'it is a dry run'),
      ...unless(call.at < expiresAt, 'it came after the expiry'),
      ...unless(
        earlier.every(({ isOver }) => isOver),
        'another call may be under way',
      ),
      ...unless(
        ofAttempt.every(({ answer }) => answer === 'not executed'),
        'its attempt had a call',
      ),
      ...unless(
        held.some((one) => isPendingAs(task, one)),
        'no read allowed it',
      ),
      ...unless(readAgeMs < FRESH_MS, `its read was ${readAgeMs} ms old`),
      ...unless(call.readAt >= standing.decidedAt, 'its read began before the decision'),
    ];
  }
}

/** What was so at that moment, and all that came after it. */
export function since(history: readonly Standing[], then: number): readonly Standing[] {
  const first = history.findLastIndex(({ moment }) => moment <= then);
  return history.slice(Math.max(first, 0));
}
