import { describe, expect, test } from '@jest/globals';
import { instanceFactsFrom, pageFrom } from '../../src/dds/schema.ts';
import { fromWireTime, wireTime } from '../../src/dds/wire-time.ts';

const row = {
  job_id: '3861199d-c196-4791-bcd0-b45fde754f50',
  job_name: 'RESIZE_FLAVOR',
  job_status: 'Pending',
  instance_id: '9136fd2a9fcd405ea4674276ce36dae8in02',
  instance_name: 'dds-32f4',
  instance_status: 'normal',
  create_time: '2026-01-31T09:22:04+0000',
  start_time: '2026-01-31T18:00:00+0800',
  end_time: '2026-01-31T22:00:00+0000',
};

describe('a page of the list', () => {
  test('is told in our words, its times in UTC', () => {
    expect(pageFrom('main', { total_count: 1, schedules: [row] })).toEqual({
      total: 1,
      rows: 1,
      tasks: [
        {
          target: 'main',
          id: row.job_id,
          kind: 'RESIZE_FLAVOR',
          status: 'Pending',
          instanceId: row.instance_id,
          instanceName: 'dds-32f4',
          instanceStatus: 'normal',
          createdAt: '2026-01-31T09:22:04.000Z',
          plannedStart: '2026-01-31T10:00:00.000Z',
        },
      ],
    });
  });

  test.each([
    ['7', 7],
    [7, 7],
    [null, null],
    [undefined, null],
    ['', null],
    ['many', null],
    [-1, null],
    [1.5, null],
  ])('with the count %j counts %j', (total_count, total) => {
    expect(pageFrom('main', { total_count, schedules: [row] })?.total).toBe(total);
  });

  test('has an empty text or null for what DDS leaves out, sends as null or as something else', () => {
    const { job_id } = row;
    const odd = { job_id, job_name: null, job_status: 7, instance_id: {}, create_time: 1700000000 };
    expect(pageFrom('main', { schedules: [odd] })?.tasks[0]).toEqual({
      target: 'main',
      id: job_id,
      kind: '',
      status: '7',
      instanceId: '',
      instanceName: '',
      instanceStatus: '',
      createdAt: null,
      plannedStart: null,
    });
  });

  test('keeps an unknown kind and an unknown status as they are', () => {
    const odd = { ...row, job_name: 'MOVE_HOUSE', job_status: 'Unauthorized' };
    const [task] = pageFrom('main', { schedules: [odd] })?.tasks ?? [];
    expect(task).toMatchObject({ kind: 'MOVE_HOUSE', status: 'Unauthorized' });
  });

  test('counts a row without an id as a row, but makes no task of it', () => {
    const page = pageFrom('main', { schedules: [{ ...row, job_id: null }, row] });
    expect(page).toMatchObject({ rows: 2, tasks: [{ id: row.job_id }] });
  });

  test('may be empty only where it counts nothing: anything else could call a living task gone', () => {
    const empty = { tasks: [], rows: 0 };
    expect(pageFrom('main', { total_count: 0, schedules: [] })).toEqual({ ...empty, total: 0 });
    expect(pageFrom('main', { total_count: 0, schedules: null })).toEqual({ ...empty, total: 0 });
    expect(pageFrom('main', { schedules: [] })).toEqual({ ...empty, total: null });
    for (const body of [{}, { schedules: null }, { total_count: 3 }, null, 'text', [row]]) {
      expect(pageFrom('main', body)).toBeNull();
    }
    expect(pageFrom('main', { total_count: 1, schedules: { 0: row } })).toBeNull();
    expect(pageFrom('main', { total_count: 1, schedules: ['row'] })).toBeNull();
  });
});

test('an instance tells its status and what runs, and only for the id asked for', () => {
  const body = {
    instances: [
      { id: 'b', status: 'abnormal' },
      { id: 'a', status: 'normal', actions: ['BACKUP'] },
    ],
    total_count: 2,
  };
  expect(instanceFactsFrom('a', body)).toEqual({ status: 'normal', actions: ['BACKUP'] });
  expect(instanceFactsFrom('b', body)).toEqual({ status: 'abnormal', actions: [] });
  expect(instanceFactsFrom('c', body)).toBeNull();
  expect(instanceFactsFrom('a', { instances: null })).toBeNull();
});

test.each([
  ['2026-01-31T10:00:00+0000', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31T10:00:00+0800', '2026-01-31T02:00:00.000Z'],
  ['2026-01-31T10:00:00-0330', '2026-01-31T13:30:00.000Z'],
  ['2026-01-31T10:00:00+08:00', '2026-01-31T02:00:00.000Z'],
  ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31T10:00:00.5Z', '2026-01-31T10:00:00.500Z'],
  ['2026-01-31T10:00:00', null],
  ['2026-01-31 10:00:00', null],
  ['2026-13-31T10:00:00+0000', null],
  ['1769853600000', null],
  ['', null],
])('the time %j is read as %j', (text, iso) => {
  expect(fromWireTime(text)).toBe(iso);
});

test('a time is written with an offset without a colon, as DDS documents it', () => {
  expect(wireTime(new Date('2026-01-31T10:00:00.999Z'))).toBe('2026-01-31T10:00:00+0000');
});
