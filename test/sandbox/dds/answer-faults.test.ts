import { expect, test } from '@jest/globals';
import {
  answering,
  busy,
  echoing401,
  emptyBody,
  gateway502,
  gateway504,
  htmlPage,
  hugeBody,
  noAgency,
  redirect,
  serverError,
  serviceToken401,
  throttled,
  tokenExpired,
  unavailable503,
} from '../../../src/sandbox/dds/answer-faults.ts';
import type { Fault } from '../../../src/sandbox/dds/fault.ts';
import {
  listChanged,
  missingFields,
  nullFields,
  totalCountAsString,
} from '../../../src/sandbox/dds/list-faults.ts';
import { openedPerTest } from './opened.ts';
import { cancel, codeOf, list } from './signed-call.ts';

const open = openedPerTest();

test.each<[string, Fault]>([
  ['429 APIGW.0308', throttled()],
  ['429 DBS.280443', throttled({ code: 'DBS.280443' })],
  ['400 DBS.200998', busy()],
  ['500 DBS.280005', serverError()],
  ['502 APIGW.0201', gateway502()],
  ['504 APIGW.0201', gateway504()],
  ['503 APIGW.0613', unavailable503()],
  ['401 APIGW.0307', tokenExpired()],
  ['401 DBS.280056', serviceToken401()],
  ['418 DBS.1', answering({ status: 418, json: { error_code: 'DBS.1' } })],
])(
  'a cancel answered with %s leaves the task as it was, and the next one succeeds',
  async (code, fault) => {
    const dds = await open();
    const { jobId } = dds.addTask();
    dds.fail({ kind: 'cancel' }, fault);
    expect(await codeOf(await cancel(dds, jobId))).toBe(code);
    expect(dds.task(jobId).status).toBe('Pending');
    expect((await cancel(dds, jobId)).status).toBe(204);
  },
);

test('Retry-After is sent only when asked for', async () => {
  const dds = await open();
  dds.fail({}, throttled({ retryAfter: 3 }));
  dds.fail({}, throttled());
  expect((await list(dds)).headers.get('retry-after')).toBe('3');
  expect((await list(dds)).headers.get('retry-after')).toBeNull();
});

test('an answer of the gateway carries its request id in the body as well', async () => {
  const dds = await open();
  dds.fail({}, gateway502());
  const response = await list(dds);
  expect(await response.json()).toMatchObject({
    request_id: response.headers.get('x-request-id'),
  });
  expect(response.headers.get('server')).toBe('api-gateway');
});

test('a proxy page, an empty body, a redirect and a huge body come as announced', async () => {
  const dds = await open();
  dds.fail({}, htmlPage(503));
  const page = await list(dds);
  expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html']);
  expect(await page.text()).toMatch(/^<html>/);

  dds.fail({}, emptyBody(404));
  const empty = await list(dds);
  expect([empty.status, await empty.text()]).toEqual([404, '']);
  expect(empty.headers.get('content-type')).toBeNull();

  dds.fail({}, redirect('http://127.0.0.1:1/elsewhere'));
  const moved = await list(dds);
  expect([moved.status, moved.headers.get('location')]).toEqual([
    302,
    'http://127.0.0.1:1/elsewhere',
  ]);

  dds.fail({}, hugeBody());
  expect((await (await list(dds)).text()).length).toBeGreaterThan(10 * 1024 * 1024);
});

test('an echoing 401 gives away the security token and the IAM token, signed or not', async () => {
  const dds = await open();
  dds.fail({ kind: 'list' }, echoing401());
  const headers = { 'X-Security-Token': 'sandbox-security-token', 'X-Auth-Token': 'MIIsandbox' };
  const text = await (await list(dds, {}, { headers })).text();
  expect(text).toContain('APIGW.0301');
  expect(text).toContain(`x-project-id:${dds.projectId}|`);
  expect(text).toContain('x-security-token:sandbox-security-token|');
  expect(text).toContain('x-auth-token:MIIsandbox|');
});

test('a machine without an agency gets no keys', async () => {
  const dds = await open();
  dds.fail({ kind: 'security key' }, noAgency());
  const response = await fetch(`${dds.metadataUrl}/openstack/latest/securitykey`);
  expect([response.status, await response.text()]).toEqual([
    401,
    'Please configure Cloud Service Agency first',
  ]);
});

test('a list can come with its count as a string and with fields missing, null or changed', async () => {
  const dds = await open();
  dds.addTask();
  const body = async () =>
    (await (await list(dds)).json()) as { total_count: unknown; schedules: object[] };

  dds.fail({ kind: 'list' }, totalCountAsString());
  expect((await body()).total_count).toBe('1');
  dds.fail({ kind: 'list' }, missingFields('start_time', 'end_time'));
  expect(Object.keys((await body()).schedules[0] ?? {})).toHaveLength(7);
  dds.fail({ kind: 'list' }, nullFields('instance_name'));
  expect((await body()).schedules).toEqual([expect.objectContaining({ instance_name: null })]);
  dds.fail(
    { kind: 'list' },
    listChanged(() => ({ schedules: 'none' })),
  );
  expect(await body()).toEqual({ schedules: 'none' });
  expect(await body()).toMatchObject({ total_count: 1 });
});

test('faults are used in the order scripted, each only for the calls it is meant for', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'list', times: 2 }, serverError());
  dds.fail({ kind: 'list' }, busy());
  dds.fail({ jobId: '00000000-0000-4000-8000-000000000000' }, busy());
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await list(dds)).status);
  expect(statuses).toEqual([500, 500, 400, 200]);
  expect((await cancel(dds, jobId)).status).toBe(204);
});

test('a fault without end lasts until it is cleared', async () => {
  const dds = await open();
  dds.fail({ times: Number.POSITIVE_INFINITY }, serverError());
  for (let count = 0; count < 20; count += 1) expect((await list(dds)).status).toBe(500);
  dds.clearFaults();
  expect((await list(dds)).status).toBe(200);
});
