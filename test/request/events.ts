import type { EventData, EventOf, RequestEvent } from '../../src/request/event.ts';
import { eventAt } from '../../src/request/hash-chain.ts';
import type { ScheduledTask } from '../../src/request/task.ts';

export const NOON = new Date('2026-01-31T12:00:00.000Z');

/** A moment so many seconds after noon. */
export function afterNoon(seconds: number): Date {
  return new Date(NOON.getTime() + seconds * 1000);
}

export function aTask(patch: Partial<ScheduledTask> = {}): ScheduledTask {
  return {
    target: 'ap-southeast-1',
    id: '3861199d-c196-4791-bcd0-b45fde754f50',
    kind: 'RESIZE_FLAVOR',
    status: 'Pending',
    instanceId: '9136fd2a9fcd405ea4674276ce36dae8in02',
    instanceName: 'orders-db',
    instanceStatus: 'normal',
    createdAt: '2026-01-31T09:22:04.000Z',
    plannedStart: '2026-01-31T18:00:00.000Z',
    ...patch,
  };
}

/** One act of a story: who, seconds after noon, and the event's own data. */
export type Act = readonly [by: string, seconds: number, data: EventData];

/** What `requested` holds beside the task. */
type Asked = Pick<EventOf<'requested'>, 'required' | 'dryRun' | 'instance' | 'channel'>;

export function asked({
  task = aTask(),
  required = 1,
  channel = 'C_OPS',
  ...more
}: Partial<Asked & { task: ScheduledTask }> = {}): Act {
  const expiresAt = afterNoon(3600).toISOString();
  return [
    'U_ASKER',
    0,
    {
      event: 'requested',
      ...{ target: task.target, channel, task },
      reason: null,
      ...{ expiresAt, required, ...more },
    },
  ];
}

export function approved(by = 'U_LEAD', seconds = 60): Act {
  return [by, seconds, { event: 'approved', revision: 1, dropped: [] }];
}

export function attempted(attempt = 1, seconds = 61): Act {
  return ['bot', seconds, { event: 'attempted', attempt }];
}

/** The events of one request, chained after the newest first event of the journal. */
export function story(acts: readonly Act[], request = 'r1', newestFirst = ''): RequestEvent[] {
  const events: RequestEvent[] = [];
  for (const [by, seconds, data] of acts) {
    const last = events.at(-1);
    const notBefore = last === undefined ? null : new Date(last.at);
    const place = { request, seq: events.length, head: last?.hash ?? newestFirst, notBefore };
    events.push(eventAt(place, by, afterNoon(seconds), data));
  }
  return events;
}
