import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import type { DdsSimulator } from '../../../src/sandbox/dds/simulator.ts';
import { openedPerTest, standingClock } from './opened.ts';
import { cancel, codeOf, list, signedHeaders } from './signed-call.ts';

const open = openedPerTest();
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

test('a pending task is Canceled at once and stays in the list', async () => {
  const dds = await open();
  const { jobId } = dds.addTask({ startTime: null, endTime: '' });
  expect((await cancel(dds, jobId)).status).toBe(204);
  const { schedules } = (await (await list(dds)).json()) as { schedules: object[] };
  expect(schedules).toEqual([
    expect.objectContaining({
      job_id: jobId,
      job_status: 'Canceled',
      start_time: expect.stringMatching(/\+0000$/),
      end_time: expect.stringMatching(/\+0000$/),
    }),
  ]);
  expect(dds.cancellations).toEqual([
    { jobId, at: expect.any(Date), requestId: dds.calls[0]?.requestId },
  ]);
  expect(dds.violations).toEqual([]);
});

test('the answer to a cancel has no body, no content type and no length, but a request id', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  const answer = await wireAnswer(dds, `/v3/${dds.projectId}/scheduled-jobs/${jobId}`);
  const [head, body] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 204 /);
  expect(head).toMatch(new RegExp(`X-Request-Id: ${dds.calls[0]?.requestId}`));
  expect(head).not.toMatch(/content-|transfer-encoding/i);
  expect(body).toBe('');
});

test('an id of 32 hex digits is a job id too', async () => {
  const dds = await open();
  const { jobId } = dds.addTask({ jobId: '56d3c1138dcf4f1da73b0170700c78d0' });
  expect((await cancel(dds, jobId)).status).toBe(204);
  expect(() => dds.addTask({ jobId: 'job-1' })).toThrow('32 hex digits');
});

test.each(['Running', 'Completed', 'Failed', 'Canceled'])(
  'a %s task is not cancelled',
  async (status) => {
    const dds = await open();
    const { jobId } = dds.addTask({ status });
    expect(await codeOf(await cancel(dds, jobId))).toBe('403 DBS.280042');
    expect(dds.task(jobId).status).toBe(status);
    expect(dds.cancellations).toEqual([]);
  },
);

describe('what Huawei does not document is answered as the profile says', () => {
  test.each([
    '400 DBS.280001',
    '400 DBS.280016',
    '403 DBS.280042',
    '404 DBS.200002',
    '400 DBS.200004',
    '400 DBS.212003',
    '400 DBS.200001',
    '400 DBS.280343',
    '403 DBS.200019',
    '403 DBS.201014',
  ] as const)('%s', async (answer) => {
    const dds = await open();
    const running = dds.addTask({ status: 'Running' }).jobId;
    const cancelled = dds.addTask({ status: 'Canceled' }).jobId;
    dds.setProfile({ unknownId: answer });
    expect(await codeOf(await cancel(dds, UNKNOWN))).toBe(answer);
    dds.setProfile({ wrongState: answer });
    expect(await codeOf(await cancel(dds, running))).toBe(answer);
    dds.setProfile({ secondCancel: answer });
    expect(await codeOf(await cancel(dds, cancelled))).toBe(answer);
  });

  test('204 again for a second cancel is not a second cancellation', async () => {
    const dds = await open();
    const { jobId } = dds.addTask();
    dds.setProfile({ secondCancel: '204' });
    expect((await cancel(dds, jobId)).status).toBe(204);
    expect((await cancel(dds, jobId)).status).toBe(204);
    expect(dds.cancellations).toHaveLength(1);
  });
});

test('a task that starts by itself is no longer cancelled, and its statuses keep their times', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const startsAt = new Date('2026-01-31T10:10:00Z');
  const finishesAt = new Date('2026-01-31T10:30:00Z');
  const { jobId } = dds.addTask({ startsAt, finishesAt });

  advance(startsAt.getTime() - now().getTime());
  expect((await cancel(dds, jobId, { at: now() })).status).toBe(403);
  expect(dds.task(jobId).status).toBe('Running');
  advance(60 * 60_000);
  expect(dds.tasks().map((task) => task.status)).toEqual(['Completed']);

  const statusAt = (time: string) => dds.statusAt(jobId, new Date(`2026-01-31T${time}Z`));
  expect(statusAt('09:59:59')).toBeUndefined();
  expect(statusAt('10:09:59')).toBe('Pending');
  expect(statusAt('10:10:00')).toBe('Running');
  expect(statusAt('10:30:00')).toBe('Completed');
  expect(dds.historyOf(jobId).map(({ status }) => status)).toEqual([
    'Pending',
    'Running',
    'Completed',
  ]);
});

test('a removed task is gone from the list, and DDS held nothing from then on', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const { jobId } = dds.addTask();
  advance(1_000);
  dds.removeTask(jobId);
  expect(await codeOf(await cancel(dds, jobId, { at: now() }))).toBe('400 DBS.280016');
  expect(dds.tasks()).toEqual([]);
  expect(dds.statusAt(jobId, new Date(now().getTime() - 1))).toBe('Pending');
  expect(dds.statusAt(jobId, now())).toBeUndefined();
  expect(() => dds.task(jobId)).toThrow('is gone');
});

test('a task made Pending by hand after its start has passed stays Pending', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const { jobId } = dds.addTask({ startsAt: new Date(now().getTime() + 1_000) });
  advance(1_000);
  expect(dds.task(jobId).status).toBe('Running');
  dds.setStatus(jobId, 'Pending');
  advance(1_000);
  expect(dds.task(jobId).status).toBe('Pending');
  expect(dds.changeTask(jobId, { instanceName: 'renamed' })).toMatchObject({
    instanceName: 'renamed',
    status: 'Pending',
  });
});

/** The bytes of the whole answer, for `fetch` shows only what it has understood. */
function wireAnswer(dds: DdsSimulator, target: string): Promise<string> {
  const headers = { ...signedHeaders(dds, 'DELETE', target), Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const { host, port } = new URL(dds.url);
  const head = [`DELETE ${target} HTTP/1.1`, `Host: ${host}`, ...lines, '', ''].join('\r\n');
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(head));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.once('end', () => resolve(text));
    socket.once('error', reject);
  });
}
