import { describe, expect, test } from '@jest/globals';
import type { DdsSimulator } from '../../../src/sandbox/dds/simulator.ts';
import { DAY, openedPerTest, standingClock } from './opened.ts';
import { call, codeOf, list } from './signed-call.ts';

const open = openedPerTest();
const START = '2026-01-31T10:00:00.000Z';

interface Page {
  total_count: number;
  schedules: Record<string, unknown>[];
}

async function pageOf(dds: DdsSimulator, query: Record<string, string> = {}): Promise<Page> {
  const response = await list(dds, query, { at: new Date(START) });
  return (await response.json()) as Page;
}

async function namesOf(dds: DdsSimulator, query: Record<string, string> = {}) {
  return (await pageOf(dds, query)).schedules.map((row) => row['instance_name']);
}

function daysAgo(days: number): Date {
  return new Date(new Date(START).getTime() - days * DAY);
}

test('a task is listed with its nine fields and an integer count', async () => {
  const dds = await open(standingClock(START));
  dds.addTask({
    jobId: '3861199d-c196-4791-bcd0-b45fde754f50',
    instanceId: '9136fd2a9fcd405ea4674276ce36dae8in02',
    instanceName: 'dds-32f4',
    createTime: new Date('2026-01-31T09:22:04.900Z'),
    startTime: new Date('2026-01-31T18:00:00Z'),
    endTime: new Date('2026-01-31T22:00:00Z'),
  });
  expect(await pageOf(dds)).toEqual({
    total_count: 1,
    schedules: [
      {
        job_id: '3861199d-c196-4791-bcd0-b45fde754f50',
        job_name: 'RESIZE_FLAVOR',
        job_status: 'Pending',
        instance_id: '9136fd2a9fcd405ea4674276ce36dae8in02',
        instance_name: 'dds-32f4',
        instance_status: 'normal',
        create_time: '2026-01-31T09:22:04+0000',
        start_time: '2026-01-31T18:00:00+0000',
        end_time: '2026-01-31T22:00:00+0000',
      },
    ],
  });
});

test('without a start time, what was created more than seven days ago is hidden', async () => {
  const dds = await open(standingClock(START));
  dds.addTask({ instanceName: 'young', createTime: daysAgo(7) });
  dds.addTask({ instanceName: 'old', createTime: daysAgo(7.01) });
  expect(await namesOf(dds)).toEqual(['young']);
  expect(await namesOf(dds, { start_time: '2026-01-01T00:00:00+0000' })).toEqual(['young', 'old']);
});

test('both bounds of the creation time are included, in any offset', async () => {
  const dds = await open(standingClock(START));
  dds.addTask({ instanceName: 'at nine', createTime: new Date('2026-01-31T09:00:00.500Z') });
  const bounds = (start_time: string, end_time: string) => namesOf(dds, { start_time, end_time });
  expect(await bounds('2026-01-31T10:00:00+0100', '2026-01-31T10:00:00+0100')).toHaveLength(1);
  expect(await bounds('2026-01-31T09:00:01+0000', '2026-01-31T10:00:00+0000')).toHaveLength(0);
  expect(await bounds('2026-01-31T08:00:00+0000', '2026-01-31T08:59:59+0000')).toHaveLength(0);
});

test('a page has ten rows unless asked otherwise, newest first, and counts all matches', async () => {
  const dds = await open(standingClock(START));
  for (let age = 0; age < 105; age += 1) {
    dds.addTask({ instanceName: `age ${age}`, createTime: daysAgo(age / 100) });
  }
  const first = await pageOf(dds);
  expect(first.total_count).toBe(105);
  expect(first.schedules.map((row) => row['instance_name'])).toEqual(
    Array.from({ length: 10 }, (_, age) => `age ${age}`),
  );
  expect(await namesOf(dds, { limit: '100' })).toHaveLength(100);
  expect(await namesOf(dds, { limit: '100', offset: '103' })).toEqual(['age 103', 'age 104']);
  expect(await pageOf(dds, { offset: '500' })).toEqual({ total_count: 105, schedules: [] });
});

test('the filters for status, kind and instance hold together', async () => {
  const dds = await open(standingClock(START));
  const instanceId = `${'a'.repeat(32)}in02`;
  dds.addTask({ instanceName: 'a', instanceId });
  dds.addTask({ instanceName: 'b', instanceId, status: 'Canceled' });
  dds.addTask({ instanceName: 'c', instanceId, jobName: 'UPGRADE_DATABASE' });
  dds.addTask({ instanceName: 'd' });
  expect(await namesOf(dds, { instance_id: instanceId })).toEqual(['a', 'b', 'c']);
  expect(await namesOf(dds, { instance_id: instanceId, job_status: 'Pending' })).toEqual([
    'a',
    'c',
  ]);
  expect(await namesOf(dds, { job_name: 'UPGRADE_DATABASE' })).toEqual(['c']);
  expect(await namesOf(dds, { job_status: '', job_name: '' })).toHaveLength(4);
});

test('empty, null and missing fields reach the wire as they are', async () => {
  const dds = await open(standingClock(START));
  dds.addTask({
    startTime: null,
    endTime: '',
    jobName: 'SOMETHING_NEW',
    status: 'Unauthorized',
    wire: { instance_status: undefined },
  });
  const [row] = (await pageOf(dds)).schedules;
  expect(row).toMatchObject({
    start_time: null,
    end_time: '',
    job_name: 'SOMETHING_NEW',
    job_status: 'Unauthorized',
  });
  expect(row).not.toHaveProperty('instance_status');
});

describe('a bad value is refused by its code and held against the client', () => {
  test.each([
    [{ limit: '0' }, '400 DBS.280439'],
    [{ limit: '101' }, '400 DBS.280439'],
    [{ limit: 'ten' }, '400 DBS.280439'],
    [{ offset: '-1' }, '400 DBS.280440'],
    [{ start_time: '2026-01-31T10:00:00Z' }, '400 DBS.280409'],
    [{ start_time: '2026-01-31T10:00:00+00:00' }, '400 DBS.280409'],
    [{ start_time: '2026-02-31T10:00:00+0000' }, '400 DBS.280409'],
    [{ end_time: '2026-01-31T10:00:00' }, '400 DBS.280409'],
    [{ start_time: '2126-01-31T10:00:00+0000' }, '400 DBS.280067'],
    [{ job_status: 'pending' }, '400 DBS.280001'],
    [{ instance_id: 'a'.repeat(32) }, '400 DBS.280404'],
  ])('%j → %s', async (query, code) => {
    const dds = await open();
    expect(await codeOf(await list(dds, query))).toBe(code);
    expect(dds.violations).toEqual([expect.stringContaining(code.slice(4))]);
  });
});

test('instances are found by id, and an unknown id is an error', async () => {
  const dds = await open();
  const { id } = dds.addInstance({ name: 'orders', actions: ['BACKUP'] });
  const found = await call(dds, 'GET', `/instances?id=${id}`);
  expect(await found.json()).toMatchObject({
    total_count: 1,
    instances: [{ id, name: 'orders', actions: ['BACKUP'], groups: [{ type: 'replica' }] }],
  });
  const { instanceId } = dds.addTask();
  expect((await call(dds, 'GET', `/instances?id=${instanceId}`)).status).toBe(200);
  dds.removeInstance(id);
  expect(await codeOf(await call(dds, 'GET', `/instances?id=${id}`))).toBe('400 DBS.280110');
});
