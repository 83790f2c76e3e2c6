import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DdsFault, ScheduledTask } from '../../src/request/task.ts';
import { createPendingTasks, type PendingTasks } from '../../src/workflow/pending-tasks.ts';
import type { DdsTarget } from '../../src/workflow/ports.ts';
import { afterNoon, aTask, NOON } from '../request/events.ts';
import { aFault } from '../request/facts.ts';
import { createFakeDds } from './fakes.ts';
import { createManualClock, type ManualClock, settle } from './manual-clock.ts';

type Listed = readonly ScheduledTask[] | DdsFault;

let clock: ManualClock;
let reads: string[];
let answers: Map<string, () => Promise<Listed>>;
let pending: () => Promise<PendingTasks>;

beforeEach(() => {
  clock = createManualClock(NOON);
  reads = [];
  answers = new Map();
  const targets = ['north', 'south'].map((name): [string, DdsTarget] => {
    const list = async (status: string): Promise<Listed> => {
      reads.push(`${name} ${status}`);
      return (answers.get(name) ?? (async () => []))();
    };
    return [name, { ...createFakeDds(aTask({ target: name }), clock), name, list }];
  });
  pending = createPendingTasks(new Map(targets), clock);
});

function lists(target: string, ...tasks: Partial<ScheduledTask>[]): void {
  answers.set(target, async () => tasks.map((patch) => aTask({ target, ...patch })));
}

describe('the Pending tasks of all targets', () => {
  test('stand in the order in which they start, and those of which DDS does not tell come last', async () => {
    lists(
      'north',
      { id: 'late', plannedStart: '2026-02-02T00:00:00.000Z' },
      { id: 'never', plannedStart: null },
    );
    lists('south', { id: 'soon', plannedStart: '2026-01-31T12:30:00.000Z' });
    const { tasks, unread } = await pending();
    expect(tasks.map(({ id }) => id)).toEqual(['soon', 'late', 'never']);
    expect(unread).toEqual([]);
  });

  test('are read once for all who ask at the same time', async () => {
    await Promise.all([pending(), pending(), pending()]);
    expect(reads).toEqual(['north Pending', 'south Pending']);
  });

  test('are shown for 30 seconds as of when they were read, and then read again', async () => {
    await pending();
    await clock.advance(29_999);
    expect(await pending()).toMatchObject({ asOf: NOON });
    expect(reads).toHaveLength(2);
    await clock.advance(1);
    expect(await pending()).toMatchObject({ asOf: afterNoon(30) });
    expect(reads).toHaveLength(4);
  });

  test('of a target that cannot be read are missed by name, and it is read again at once', async () => {
    const fault = aFault({ kind: 'permission' });
    answers.set('north', async () => fault);
    lists('south', { id: 'here' });
    expect(await pending()).toMatchObject({
      ...{ tasks: [{ id: 'here' }], unread: [{ target: 'north', fault }] },
    });
    lists('north', { id: 'there' });
    expect((await pending()).tasks.map(({ id }) => id).toSorted()).toEqual(['here', 'there']);
    expect(reads).toEqual(['north Pending', 'south Pending', 'north Pending']);
  });

  test('do not wait for a target that hangs, and its answer is there for who asks later', async () => {
    let answer: (listed: Listed) => void = () => undefined;
    answers.set(
      'north',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    lists('south', { id: 'here' });
    const asking = pending();
    await settle();
    await clock.advance(4_000);
    expect(await asking).toMatchObject({
      ...{ tasks: [{ id: 'here' }], unread: [{ target: 'north', fault: null }] },
    });
    answer([aTask({ target: 'north', id: 'there' })]);
    expect((await pending()).tasks).toHaveLength(2);
    expect(reads).toHaveLength(2);
  });
});
