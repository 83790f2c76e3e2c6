import { describe, expect, test } from '@jest/globals';
import { hang } from '../../../src/sandbox/dds/connection-faults.ts';
import { listChanged } from '../../../src/sandbox/dds/list-faults.ts';
import { openedPerTest, standingClock } from './opened.ts';
import { call, cancel, codeOf, list, rawCall, signedHeaders } from './signed-call.ts';

const open = openedPerTest();
const JOB = '3861199d-c196-4791-bcd0-b45fde754f50';
const INSTANCE = `${'a'.repeat(32)}in02`;

describe('what the bot must never send is answered like a path that does not exist, and held against it', () => {
  test.each([
    ['DELETE', `/instances/${INSTANCE}`, 'DANGER'],
    ['DELETE', `/scheduled-jobs/../instances/${INSTANCE}`, 'DANGER'],
    ['DELETE', `/scheduled-jobs/%2e%2e/instances/${INSTANCE}`, 'DANGER'],
    ['DELETE', '/scheduled-jobs/', 'no such call'],
    ['DELETE', '/scheduled-jobs', 'no such call'],
    ['POST', '/scheduled-jobs', 'no such call'],
    ['GET', `/scheduled-jobs/${JOB}`, 'no such call'],
    ['GET', `/jobs?id=${JOB}`, 'no such call'],
  ])('%s %s', async (method, below, because) => {
    const dds = await open();
    const target = `/v3/${dds.projectId}${below}`;
    const headers = signedHeaders(dds, method, target);
    expect(await rawCall(dds, method, target, { headers })).toBe(404);
    expect(dds.violations.join('\n')).toContain(because);
    expect(dds.instances()).toEqual([]);
  });
});

describe('a call that is only careless is answered, and held against the bot', () => {
  test.each([
    ['GET', '/scheduled-jobs?limit=1&limit=2', '', '"limit" is unknown or given twice'],
    ['GET', '/scheduled-jobs?status=Pending', '', '"status" is unknown'],
    ['GET', '/scheduled-jobs?start_time=2026-01-31T10:00:00+0000', '', 'not encoded'],
    ['GET', '/scheduled-jobs', '{}', 'a body where none belongs'],
    ['DELETE', `/scheduled-jobs/${JOB}`, '{}', 'a body where none belongs'],
    ['DELETE', `/scheduled-jobs/${JOB}?force=true`, '', '"force" is unknown'],
    ['DELETE', `/scheduled-jobs/${INSTANCE}`, '', 'not a job id'],
    ['GET', '/instances', '', 'asks for every instance'],
  ])('%s %s %s', async (method, below, body, because) => {
    const dds = await open();
    const target = `/v3/${dds.projectId}${below}`;
    const headers = signedHeaders(dds, method, target);
    expect(await rawCall(dds, method, target, { headers, body })).not.toBe(404);
    expect(dds.violations).toEqual(expect.arrayContaining([expect.stringContaining(because)]));
  });
});

test('a call signed and with a token at once is held against the bot', async () => {
  const dds = await open();
  await list(dds, {}, { headers: { 'X-Auth-Token': 'MII' } });
  expect(dds.violations).toEqual([expect.stringContaining('with a token at once')]);
});

test('a call is recorded with all that a witness asks', async () => {
  const dds = await open(standingClock());
  const at = new Date('2026-01-31T10:00:00.000Z');
  const headers = { 'User-Agent': 'dds-cancel/test' };
  const { jobId } = dds.addTask();
  const response = await cancel(dds, jobId, { at, headers });
  expect(dds.calls).toEqual([
    {
      at,
      method: 'DELETE',
      path: `/v3/${dds.projectId}/scheduled-jobs/${jobId}`,
      query: {},
      kind: 'cancel',
      jobId,
      requestId: response.headers.get('x-request-id'),
      userAgent: 'dds-cancel/test',
      authorised: true,
      status: 204,
      finishedAt: at,
    },
  ]);
  await list(dds, { limit: '7' }, { at });
  expect(dds.calls[1]).toMatchObject({ kind: 'list', query: { limit: '7' } });
});

test('a list is recorded as it was sent, and a task with everything that it has been', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now });
  const { jobId } = dds.addTask({ jobName: 'REBOOT' });
  dds.fail(
    { kind: 'list' },
    listChanged((body) => ({ ...body, schedules: [{ job_id: 'x' }] })),
  );
  await list(dds, {}, { at: now() });
  expect(dds.calls[0]?.listed).toEqual([{ job_id: 'x' }]);
  advance(1_000);
  dds.changeTask(jobId, { jobName: 'RESIZE_FLAVOR' });
  expect(dds.historyOf(jobId)).toMatchObject([
    { status: 'Pending', task: { jobName: 'REBOOT' } },
    { at: now(), status: 'Pending', task: { jobName: 'RESIZE_FLAVOR' } },
  ]);
});

test('the fullest minute counts calls of DDS in any 60 s, whatever the clock minute', async () => {
  const { now, advance } = standingClock('2026-01-31T10:00:50.000Z');
  const dds = await open({ now });
  const { jobId } = dds.addTask();
  await list(dds, {}, { at: now() });
  advance(30_000);
  await list(dds, {}, { at: now() });
  await cancel(dds, jobId, { at: now() });
  advance(29_999);
  await fetch(`${dds.iamUrl}/v3/projects`);
  expect(dds.fullestWindow()).toBe(3);
  await list(dds, {}, { at: now() });
  expect(dds.fullestWindow()).toBe(4);
  advance(1);
  await list(dds, {}, { at: now() });
  expect(dds.fullestWindow()).toBe(4);
  expect(dds.fullestWindow(['cancel'])).toBe(1);
  expect(dds.fullestWindow(['projects'])).toBe(1);
});

test('past the limit set, calls get 429 until the window has moved on', async () => {
  const { now, advance } = standingClock();
  const dds = await open({ now, callsPerMinuteLimit: 2 });
  const code = async () => {
    const response = await list(dds, {}, { at: now() });
    return response.ok ? '200' : codeOf(response);
  };
  expect([await code(), await code(), await code()]).toEqual(['200', '200', '429 APIGW.0308']);
  advance(60_000);
  expect(await code()).toBe('200');
});

test('the most calls in flight counts those that hang', async () => {
  const dds = await open();
  dds.fail({ kind: 'list', times: 2 }, hang());
  const hung = [list(dds), list(dds)].map((each) => expect(each).rejects.toThrow());
  await dds.nthCall({ kind: 'list' }, 2);
  await call(dds, 'GET', '/scheduled-jobs');
  await call(dds, 'GET', '/scheduled-jobs');
  expect(dds.mostInFlight()).toBe(3);
  await dds.close();
  await Promise.all(hung);
});
