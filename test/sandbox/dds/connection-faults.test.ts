import { expect, test } from '@jest/globals';
import { serverError } from '../../../src/sandbox/dds/answer-faults.ts';
import {
  answeringAfterCommit,
  becomesRunning,
  delayMs,
  hang,
  hangThenCommit,
  lostReply,
  resetAfterCommit,
  resetBefore,
} from '../../../src/sandbox/dds/connection-faults.ts';
import type { Fault } from '../../../src/sandbox/dds/fault.ts';
import type { DdsSimulator } from '../../../src/sandbox/dds/simulator.ts';
import { openedPerTest } from './opened.ts';
import { call, cancel, codeOf, list, signedHeaders } from './signed-call.ts';

const open = openedPerTest();

test.each<[string, Fault, string, 'reset']>([
  ['cut before', resetBefore(), 'Pending', 'reset'],
  ['cut after the commit', resetAfterCommit(), 'Canceled', 'reset'],
])('a cancel %s breaks the call and leaves the task %s', async (_, fault, status, answered) => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'cancel', jobId }, fault);
  await expect(cancel(dds, jobId)).rejects.toThrow('fetch failed');
  expect(dds.task(jobId).status).toBe(status);
  expect(dds.calls[0]?.status).toBe(answered);
  expect(dds.cancellations).toHaveLength(status === 'Canceled' ? 1 : 0);
});

test.each<[string, Fault, string]>([
  ['hangs', hang(), 'Pending'],
  ['loses its reply', lostReply(), 'Canceled'],
])('a cancel that %s is never answered and leaves the task %s', async (_, fault, status) => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'cancel' }, fault);
  const given = giveUpOnceArrived(dds, jobId);
  await expect(given).rejects.toThrow('gave up');
  expect(dds.task(jobId).status).toBe(status);
  expect(dds.calls[0]?.status).toBe('hung');
});

test('a hung cancel may take effect after the client has gone', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'cancel' }, hangThenCommit(30));
  await expect(giveUpOnceArrived(dds, jobId)).rejects.toThrow('gave up');
  await until(() => dds.task(jobId).status === 'Canceled');
  const [cancellation] = dds.cancellations;
  const arrivedAt = dds.calls[0]?.at.getTime() ?? 0;
  expect((cancellation?.at.getTime() ?? 0) - arrivedAt).toBeGreaterThanOrEqual(29);
});

test('a late answer is the true one unless another fault follows it', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  const began = performance.now();
  dds.fail({ kind: 'cancel' }, delayMs(40, serverError()));
  dds.fail({ kind: 'cancel' }, delayMs(1));
  expect(await codeOf(await cancel(dds, jobId))).toBe('500 DBS.280005');
  expect(performance.now() - began).toBeGreaterThanOrEqual(39);
  expect((await cancel(dds, jobId)).status).toBe(204);
});

test('a call the client gave up is told from one that was answered', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'cancel' }, delayMs(60_000));
  await expect(giveUpOnceArrived(dds, jobId)).rejects.toThrow('gave up');
  await until(() => dds.calls[0]?.finishedAt !== undefined);
  expect(dds.calls[0]?.status).toBe('abandoned');
});

test('a task that becomes Running just before its cancel is not cancelled', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'cancel' }, becomesRunning());
  expect(await codeOf(await cancel(dds, jobId))).toBe('403 DBS.280042');
  expect(dds.task(jobId).status).toBe('Running');
});

test('an error may hide a cancel that took effect', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'cancel' }, answeringAfterCommit({ status: 502 }));
  expect((await cancel(dds, jobId)).status).toBe(502);
  expect(dds.task(jobId).status).toBe('Canceled');
});

test('a fault that commits commits nothing for a call that is not signed in', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'cancel' }, resetAfterCommit());
  await expect(cancel(dds, jobId, { secretKey: 'wrong' })).rejects.toThrow('fetch failed');
  expect(dds.task(jobId).status).toBe('Pending');
});

test('closing ends calls that hang, and a delay that is under way does nothing any more', async () => {
  const dds = await open();
  const { jobId } = dds.addTask();
  dds.fail({ kind: 'list' }, hang());
  dds.fail({ kind: 'cancel' }, delayMs(60_000));
  const calls = [list(dds), cancel(dds, jobId)].map((each) => expect(each).rejects.toThrow());
  await Promise.all([dds.nthCall({ kind: 'list' }), dds.nthCall({ kind: 'cancel' })]);
  await dds.close();
  await Promise.all(calls);
  expect(dds.task(jobId).status).toBe('Pending');
});

/** Sends a cancel and hangs up once DDS has it. */
async function giveUpOnceArrived(dds: DdsSimulator, jobId: string): Promise<void> {
  const hangUp = new AbortController();
  const target = `/v3/${dds.projectId}/scheduled-jobs/${jobId}`;
  const headers = signedHeaders(dds, 'DELETE', target);
  const sent = fetch(dds.url + target, { method: 'DELETE', headers, signal: hangUp.signal });
  await dds.nthCall({ kind: 'cancel' });
  // One full round trip more, so that the call has been handled and not only received.
  await call(dds, 'GET', '/scheduled-jobs');
  hangUp.abort(new Error('gave up'));
  await sent;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
