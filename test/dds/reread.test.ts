import { describe, expect, test } from '@jest/globals';
import { serverError } from '../../src/sandbox/dds/answer-faults.ts';
import { listChanged, missingFields } from '../../src/sandbox/dds/list-faults.ts';
import { listed, openAtSimulator, yes } from './at-simulator.ts';
import { fastClock } from './clocks.ts';

const DAY_MS = 86_400_000;
const unseen = listChanged(() => ({ total_count: 0, schedules: [] }));
const countedOnly = listChanged(() => ({ total_count: 5, schedules: [] }));

async function openWithTask(given: Parameters<typeof openAtSimulator>[0] = {}) {
  const opened = await openAtSimulator(given);
  const { jobId } = opened.cloud.addTask();
  const task = await listed(opened.target, jobId);
  const before = opened.cloud.calls.length;
  return { ...opened, jobId, task, calls: () => opened.cloud.calls.slice(before) };
}

describe('a re-read', () => {
  test('is one page of the instance, from a minute before the task was created, of any status', async () => {
    const { cloud, target, task, jobId, calls } = await openWithTask();
    cloud.setStatus(jobId, 'Running');
    expect(await target.reread(task)).toMatchObject({
      found: 'listed',
      task: { ...task, status: 'Running' },
    });
    const minuteBefore = new Date(Date.parse(task.createdAt ?? '') - 60_000);
    expect(calls().map(({ query }) => query)).toEqual([
      {
        instance_id: task.instanceId,
        start_time: minuteBefore.toISOString().replace('.000Z', '+0000'),
        limit: '100',
        offset: '0',
      },
    ]);
  });

  test('calls a task gone only after two full reads', async () => {
    const { cloud, target, task, jobId, calls } = await openWithTask();
    cloud.removeTask(jobId);
    expect(await target.reread(task)).toMatchObject({ found: 'gone' });
    expect(calls().map(({ query }) => query['instance_id'])).toEqual([
      task.instanceId,
      undefined,
      undefined,
    ]);
  });

  test('finds again what one or two reads did not list', async () => {
    const { cloud, target, task } = await openWithTask();
    for (const times of [1, 2]) {
      cloud.fail({ kind: 'list', times }, unseen);
      expect(await target.reread(task)).toMatchObject({ found: 'listed', task });
    }
  });

  test('in which one of the full reads breaks off is unreadable, not gone', async () => {
    const { cloud, target, task, calls } = await openWithTask();
    cloud.fail({ kind: 'list', times: 2 }, unseen);
    cloud.fail({ kind: 'list' }, serverError());
    expect(await target.reread(task)).toMatchObject({ found: 'unreadable' });
    expect(calls()).toHaveLength(3);
  });

  test('of a task without a status is unreadable: nobody can say that it left Pending', async () => {
    const { cloud, target, task } = await openWithTask();
    cloud.fail({ kind: 'list', times: 2 }, missingFields('job_status'));
    expect(await target.reread(task)).toMatchObject({ found: 'unreadable' });
    expect(
      await target.rereadThenCancel(task, 'R1', () => Promise.reject(new Error('asked'))),
    ).toMatchObject({ reading: { found: 'unreadable' }, cancellation: null });
  });

  test('is unreadable, not gone, where DDS counts tasks and lists none', async () => {
    const { cloud, target, task } = await openWithTask();
    cloud.fail({ kind: 'list', times: 9 }, countedOnly);
    expect(await target.reread(task)).toMatchObject({ found: 'unreadable' });
  });

  test.each([{ createdAt: null }, { instanceId: '' }])(
    'of a task of which DDS told too little (%j) is a full one',
    async (lack) => {
      const { target, task, calls } = await openWithTask();
      expect(await target.reread({ ...task, ...lack })).toMatchObject({ found: 'listed' });
      expect(calls().map(({ query }) => query['instance_id'])).toEqual([undefined]);
    },
  );

  test('finds a task that has grown older than the look-back meanwhile', async () => {
    const { cloud, target } = await openAtSimulator({ target: { lookbackDays: 10 } });
    const { jobId } = cloud.addTask({ createTime: new Date(Date.now() - 9.99 * DAY_MS) });
    const task = await listed(target, jobId);
    cloud.changeTask(jobId, { createTime: new Date(Date.now() - 10.5 * DAY_MS) });
    const aged = { ...task, createdAt: new Date(Date.now() - 10.5 * DAY_MS).toISOString() };
    cloud.fail({ kind: 'list' }, unseen);
    expect(await target.reread(aged)).toMatchObject({ found: 'listed' });
  });

  test('is not repeated where it fails', async () => {
    const { cloud, target, task, calls } = await openWithTask();
    cloud.fail({ kind: 'list' }, serverError());
    expect(await target.reread(task)).toMatchObject({
      found: 'unreadable',
      fault: { kind: 'server', code: 'DBS.280005', callId: calls()[0]?.requestId },
    });
    expect(calls()).toHaveLength(1);
  });
});

describe('a re-read with a cancel', () => {
  test('asks with what it read, directly before the call', async () => {
    const { cloud, target, task, calls } = await openWithTask();
    const seen: unknown[] = [];
    const { reading } = await target.rereadThenCancel(task, 'R-17', async (given) => {
      seen.push(
        given,
        calls().map(({ kind }) => kind),
        cloud.task(task.id).status,
      );
      return yes();
    });
    expect(seen).toEqual([reading, ['list'], 'Pending']);
    expect(calls().map(({ kind, userAgent }) => [kind, userAgent])).toEqual([
      ['list', 'dds-cancel'],
      ['cancel', 'dds-cancel/R-17'],
    ]);
  });

  test('sends nothing where the answer is no', async () => {
    const { target, task, calls } = await openWithTask();
    expect(await target.rereadThenCancel(task, 'R1', async () => null)).toMatchObject({
      reading: { found: 'listed' },
      cancellation: null,
    });
    expect(calls().map(({ kind }) => kind)).toEqual(['list']);
  });

  test('rejects and sends nothing where asking throws, and works again afterwards', async () => {
    const { target, task, calls } = await openWithTask();
    const broken = target.rereadThenCancel(task, 'R1', () =>
      Promise.reject(new Error('disk full')),
    );
    await expect(broken).rejects.toThrow('disk full');
    expect(calls().map(({ kind }) => kind)).toEqual(['list']);
    const again = await target.rereadThenCancel(task, 'R1', yes);
    expect(again.cancellation).toMatchObject({ result: 'confirmed' });
  });

  test('does not even ask where the task could not be read, or is gone', async () => {
    const { cloud, target, task, jobId, calls } = await openWithTask();
    const go = async (): Promise<null> => {
      throw new Error('asked');
    };
    cloud.fail({ kind: 'list' }, serverError());
    expect(await target.rereadThenCancel(task, 'R1', go)).toMatchObject({
      reading: { found: 'unreadable', fault: { kind: 'server' } },
      cancellation: null,
    });
    cloud.removeTask(jobId);
    expect(await target.rereadThenCancel(task, 'R1', go)).toMatchObject({
      reading: { found: 'gone' },
      cancellation: null,
    });
    expect(calls()).toHaveLength(4);
  });

  test('goes on from a full read where the narrow one missed the task', async () => {
    const { cloud, target, task } = await openWithTask();
    cloud.fail({ kind: 'list' }, unseen);
    expect(await target.rereadThenCancel(task, 'R1', yes)).toMatchObject({
      reading: { found: 'listed' },
      cancellation: { result: 'confirmed' },
    });
  });

  test('gets through with two calls a minute, also where full reads are needed', async () => {
    const { cloud, target, task } = await openWithTask({
      clock: fastClock(200),
      target: { callsPerMinute: 2 },
    });
    cloud.fail({ kind: 'list' }, unseen);
    expect(await target.rereadThenCancel(task, 'R1', yes)).toMatchObject({
      cancellation: { result: 'confirmed' },
    });
    expect(cloud.fullestWindow()).toBe(2);
  });

  test('never calls anything for an id that is none', async () => {
    const { cloud, target, task, jobId, calls } = await openWithTask();
    const id = '../instances/9136fd2a9fcd405ea4674276ce36dae8in02';
    cloud.changeTask(jobId, { wire: { job_id: id } });
    const cancelling = target.rereadThenCancel({ ...task, id }, 'R1', yes);
    await expect(cancelling).rejects.toThrow('no call is made');
    expect(calls().map(({ kind }) => kind)).toEqual(['list']);
  });
});

test('what runs on the instance is told, and null where it cannot be', async () => {
  const { cloud, target, task } = await openWithTask();
  expect(await target.instance(task.instanceId, 60_000)).toEqual({
    status: expect.any(String),
    actions: expect.any(Array),
  });
  expect(await target.instance('0'.repeat(32), 60_000)).toBeNull();
  const before = cloud.calls.length;
  for (const id of ['../x', 'x&limit=100', '', 'x'.repeat(65)])
    expect(await target.instance(id, 60_000)).toBeNull();
  expect(cloud.calls).toHaveLength(before);
  cloud.fail({ kind: 'instances' }, serverError());
  expect(await target.instance(task.instanceId, 60_000)).toBeNull();
});

test('however many re-reads the watch asks for, a decision finds room at once', async () => {
  const { cloud, target } = await openAtSimulator({ target: { callsPerMinute: 8 } });
  const task = await listed(target, cloud.addTask().jobId);
  const many = Array.from({ length: 7 }, () => target.reread(task, 'look-up'));
  // Six of eight are for look-ups, the command's included.
  await Promise.all(many.slice(0, 5));
  expect(await target.reread(task)).toMatchObject({ found: 'listed' });
  expect(cloud.calls).toHaveLength(7);
  await target.close();
  expect((await Promise.all(many)).slice(5)).toMatchObject([
    ...[{ found: 'unreadable' }, { found: 'unreadable' }],
  ]);
});
