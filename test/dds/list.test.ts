import { describe, expect, test } from '@jest/globals';
import type { PageRead, ReadPage } from '../../src/dds/pages.ts';
import { collect, search } from '../../src/dds/search.ts';
import { createSystemClock } from '../../src/ops/system-clock.ts';
import { htmlPage } from '../../src/sandbox/dds/answer-faults.ts';
import {
  listChanged,
  missingFields,
  nullFields,
  totalCountAsString,
} from '../../src/sandbox/dds/list-faults.ts';
import { momentOf } from '../../src/workflow/moment.ts';
import { openAtSimulator } from './at-simulator.ts';
import { stoppedClock } from './clocks.ts';

const DAY_MS = 86_400_000;

describe('a look-up', () => {
  test('reads every page, with a start time of its own and 100 rows at once', async () => {
    const { cloud, target } = await openAtSimulator();
    const first = cloud.addTask({ createTime: new Date(Date.now() - 20 * DAY_MS) });
    for (let count = 0; count < 250; count += 1) cloud.addTask();

    expect(await target.find(first.jobId)).toMatchObject({
      found: 'listed',
      task: { id: first.jobId, target: 'main' },
    });
    expect(cloud.calls.map(({ query }) => [query['offset'], query['limit']])).toEqual([
      ['0', '100'],
      ['100', '100'],
      ['200', '100'],
    ]);
    expect(cloud.calls.every(({ query }) => query['job_status'] === undefined)).toBe(true);
    expect(cloud.violations).toEqual([]);
  });

  test('looks as far back as it was told, and calls a task gone after one full read', async () => {
    const { cloud, target } = await openAtSimulator({ target: { lookbackDays: 10 } });
    const within = cloud.addTask({ createTime: new Date(Date.now() - 9 * DAY_MS) });
    const before = cloud.addTask({ createTime: new Date(Date.now() - 11 * DAY_MS) });
    expect(await target.find(within.jobId)).toMatchObject({ found: 'listed' });
    expect(await target.find(before.jobId)).toMatchObject({ found: 'gone' });
    expect(cloud.calls).toHaveLength(2);
  });

  test('takes the id in capitals for the same task and keeps the spelling of DDS', async () => {
    const { cloud, target } = await openAtSimulator();
    const { jobId } = cloud.addTask();
    expect(await target.find(jobId.toUpperCase())).toMatchObject({ task: { id: jobId } });
  });

  test.each([
    ['a count sent as text', totalCountAsString()],
    ['no count', listChanged(({ total_count: _, ...rest }) => rest)],
    ['rows without most fields', missingFields('job_name', 'create_time', 'instance_id')],
    ['rows of nulls', nullFields('job_name', 'create_time', 'start_time', 'instance_name')],
  ])('copes with %s', async (_what, fault) => {
    const { cloud, target } = await openAtSimulator();
    const { jobId } = cloud.addTask();
    for (let count = 0; count < 120; count += 1) cloud.addTask();
    cloud.fail({ kind: 'list', times: 5 }, fault);
    expect(await target.find(jobId)).toMatchObject({ found: 'listed', task: { id: jobId } });
    expect(await target.find('0'.repeat(32))).toMatchObject({ found: 'gone' });
  });

  test('does not call a task gone because an answer was no list', async () => {
    const { cloud, target } = await openAtSimulator();
    const { jobId } = cloud.addTask();
    for (const fault of [htmlPage(200), listChanged(() => ({}))]) {
      cloud.fail({ kind: 'list' }, fault);
      expect(await target.find(jobId)).toMatchObject({
        found: 'unreadable',
        fault: { kind: 'unreadable', status: 200 },
      });
    }
  });

  test.each([
    ['leaves out', missingFields('job_status')],
    ['sends as null', nullFields('job_status')],
  ])('cannot read a task whose status DDS %s', async (_how, fault) => {
    const { cloud, target } = await openAtSimulator();
    const { jobId } = cloud.addTask();
    cloud.fail({ kind: 'list' }, fault);
    expect(await target.find(jobId)).toMatchObject({
      found: 'unreadable',
      fault: { kind: 'unreadable', message: expect.stringContaining('without a status') },
    });
    expect(await target.find(jobId)).toMatchObject({ found: 'listed' });
  });

  test('began to be read no earlier than it was asked for and no later than its call arrived', async () => {
    const clock = stoppedClock();
    const { cloud, target } = await openAtSimulator({ clock });
    const { jobId } = cloud.addTask();
    clock.move(5000);
    const { beganAt } = await target.find(jobId);
    expect(beganAt.date).toEqual(cloud.calls[0]?.at);
  });
});

test('a list by status holds each such task once, and no other', async () => {
  const { cloud, target } = await openAtSimulator();
  const pending = Array.from({ length: 130 }, () => cloud.addTask().jobId);
  cloud.addTask({ status: 'Running' });
  const tasks = await target.list('Pending');
  expect(Array.isArray(tasks) && tasks.map(({ id }) => id).sort()).toEqual([...pending].sort());
});

test('a list by status leaves out what DDS sends of another', async () => {
  const { cloud, target } = await openAtSimulator();
  const { jobId } = cloud.addTask();
  cloud.fail(
    { kind: 'list' },
    listChanged(() => ({
      total_count: 2,
      schedules: [
        { job_id: jobId, job_status: 'Running' },
        { job_id: '0'.repeat(32), job_status: 'Pending' },
      ],
    })),
  );
  expect(await target.list('Pending')).toMatchObject([{ id: '0'.repeat(32) }]);
});

test('a list that cannot be read is its fault', async () => {
  const { cloud, target } = await openAtSimulator();
  cloud.revokePermission('list');
  expect(await target.list('Pending')).toMatchObject({ kind: 'permission', status: 403 });
});

describe('pages that shift while they are read', () => {
  test('are stepped back to where rows left: none is passed over', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => idOf(index));
    const readPage = pagesOf(rows, () => rows.splice(0, 60));
    expect(await search(readPage, new Date(), idOf(149))).toMatchObject({ found: 'listed' });
    expect(await search(readPage, new Date(), idOf(120))).toMatchObject({ found: 'listed' });
  });

  test('end by the count of the newest page, so rows added meanwhile are read', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => idOf(index));
    const added = Array.from({ length: 60 }, (_, index) => idOf(500 + index));
    const readPage = pagesOf(rows, () => rows.push(...added));
    expect(await search(readPage, new Date(), idOf(559))).toMatchObject({ found: 'listed' });
  });

  test('end with an empty page where no count is sent', async () => {
    const offsets: (string | undefined)[] = [];
    const readPage: ReadPage = async ({ offset }) => {
      offsets.push(offset);
      return pageOf(offset === '0' ? [idOf(1)] : [], null);
    };
    expect(await search(readPage, new Date(), idOf(2))).toMatchObject({ found: 'not listed' });
    expect(offsets).toEqual(['0', '1']);
  });

  test.each([
    ['the first page', 0, 5],
    ['a later page', 1, 5],
    ['a later page that does not count', 1, null],
  ])('do not end with an empty page where DDS counts more: %s', async (_which, full, total) => {
    const ids = Array.from({ length: full }, (_, index) => idOf(index));
    const readPage: ReadPage = async ({ offset }) =>
      offset === '0' && full > 0 ? pageOf(ids, 5) : pageOf([], total);
    expect(await search(readPage, new Date(), idOf(9))).toMatchObject({
      found: 'unreadable',
      fault: { kind: 'unreadable', message: expect.stringContaining('counts more') },
    });
    // What DDS counts under a filter is not documented.
    expect(await collect(readPage, new Date(), 'Pending')).toHaveLength(full);
  });

  test('tell of a task that is not listed as of the first page, not of the last', async () => {
    const clock = stoppedClock();
    const first = momentOf(clock);
    const readPage: ReadPage = async ({ offset }) => {
      const isFirst = offset === '0';
      clock.move(1_000);
      const page = pageOf(isFirst ? [idOf(1)] : [], null);
      return { ...page, beganAt: isFirst ? first : momentOf(clock) };
    };
    expect(await search(readPage, new Date(0), idOf(2))).toEqual({
      ...{ found: 'not listed', beganAt: first },
    });
  });

  test('that never end are a fault, not a silent cut', async () => {
    const endless: ReadPage = async () => pageOf([idOf(1)], null);
    const result = await search(endless, new Date(), idOf(2));
    expect(result).toMatchObject({
      found: 'unreadable',
      fault: { kind: 'unreadable', message: expect.stringContaining('DDS_LOOKBACK_DAYS') },
    });
  });
});

function idOf(index: number): string {
  return String(index).padStart(32, '0');
}

/** Serves pages of these rows; `between` runs once, after the first page. */
function pagesOf(rows: readonly string[], between: () => unknown): ReadPage {
  let reads = 0;
  return async ({ offset = '0' }) => {
    const page = pageOf(rows.slice(Number(offset), Number(offset) + 100), rows.length);
    reads += 1;
    if (reads === 1) between();
    return page;
  };
}

function pageOf(ids: readonly string[], total: number | null): PageRead {
  const tasks = ids.map((id) => ({
    target: 'main',
    id,
    kind: 'RESIZE_FLAVOR',
    status: 'Pending',
    instanceId: '',
    instanceName: '',
    instanceStatus: '',
    createdAt: null,
    plannedStart: null,
  }));
  return {
    faulted: null,
    value: { tasks, rows: ids.length, total },
    beganAt: momentOf(createSystemClock()),
  };
}
