import type { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import * as answers from '../../src/sandbox/dds/answer-faults.ts';
import * as cuts from '../../src/sandbox/dds/connection-faults.ts';
import type { Fault } from '../../src/sandbox/dds/fault.ts';
import { listed, openAtSimulator, yes } from './at-simulator.ts';
import { openRawDds, response } from './raw-dds.ts';

/** Cancels a fresh task while the `DELETE` meets this fault. */
async function cancelUnder(fault: Fault, timeoutMs = 5_000) {
  const { cloud, target } = await openAtSimulator({ target: { timeoutMs } });
  const { jobId } = cloud.addTask();
  const task = await listed(target, jobId);
  cloud.fail({ kind: 'cancel' }, fault);
  const { cancellation } = await target.rereadThenCancel(task, 'R1', yes);
  const deletes = cloud.calls.filter(({ kind }) => kind === 'cancel');
  expect(deletes).toHaveLength(1);
  expect(cloud.violations).toEqual([]);
  return { cancellation, callId: deletes[0]?.requestId };
}

describe('a throttled cancel was not executed', () => {
  test.each([
    ['by the gateway', answers.throttled(), 'APIGW.0308', null],
    ['by DDS', answers.throttled({ code: 'DBS.280443' }), 'DBS.280443', null],
    ['with Retry-After', answers.throttled({ retryAfter: 7 }), 'APIGW.0308', 7000],
    ['without a body', answers.emptyBody(429), null, null],
  ])('%s', async (_who, fault, code, retryAfterMs) => {
    const { cancellation, callId } = await cancelUnder(fault);
    expect(cancellation).toMatchObject({
      result: 'not executed',
      retryAfterMs,
      fault: { kind: 'throttled', status: 429, code, callId },
    });
  });
});

describe('an answer that proves nothing is ambiguous and settled', () => {
  const answer = answers.answering;
  test.each([
    ['a refusal', answer({ status: 403, json: { error_code: 'DBS.280042' } }), 'refused', 403],
    ['a busy DDS', answers.busy(), 'server', 400],
    ['a fault of the server', answers.serverError(), 'server', 500],
    [
      'a fault of the server with the status of a gateway',
      answer({ status: 504, json: { error_code: 'DBS.280005' } }),
      'server',
      504,
    ],
    [
      'a route not published',
      answer({ status: 404, json: { error_code: 'APIGW.0101' } }),
      'not published',
      404,
    ],
    [
      'a 429 under another code',
      answer({ status: 429, json: { error_code: 'DBS.280005' } }),
      'server',
      429,
    ],
    [
      'the code of a throttle with a 200',
      answer({ status: 200, json: { error_code: 'APIGW.0308' } }),
      'unreadable',
      200,
    ],
    ['200 with a body', answer({ status: 200, json: { job_id: 'x' } }), 'unreadable', 200],
    ['200 without a body', answers.emptyBody(200), 'unreadable', 200],
    ['202', answer({ status: 202, json: {} }), 'unreadable', 202],
    ['a page of HTML with a 200', answers.htmlPage(200), 'unreadable', 200],
    ['an empty 400', answers.emptyBody(400), 'unreadable', 400],
    ['a redirect', answers.redirect('http://127.0.0.1:9/elsewhere'), 'unreadable', 302],
    ['a body of 11 MB', answers.hugeBody(), 'unreadable', 200],
    ['401 with a signed call', answers.echoing401(), 'authentication', 401],
  ])('%s', async (_what, fault, kind, status) => {
    const { cancellation, callId } = await cancelUnder(fault);
    expect(cancellation).toMatchObject({
      result: 'ambiguous',
      settled: true,
      fault: { kind, status, callId },
    });
  });

  test('a 204 that brings a body', async () => {
    const cancellation = await cancelRaw((socket) => socket.write(response(204, 'hello')));
    expect(cancellation).toMatchObject({ result: 'ambiguous', settled: true });
  });

  test('a 204 that announces a body in pieces, though none comes', async () => {
    const chunked = 'HTTP/1.1 204 X\r\nTransfer-Encoding: chunked\r\n\r\n';
    const cancellation = await cancelRaw((socket) => socket.write(chunked));
    expect(cancellation).toMatchObject({ result: 'ambiguous', settled: true });
  });

  test('a 204 without one, sent the same way, confirms', async () => {
    const cancellation = await cancelRaw((socket) => socket.write(response(204, '')));
    expect(cancellation).toEqual({ result: 'confirmed', callId: null });
  });
});

describe('a call without an answer of DDS may still be under way', () => {
  test.each([
    ['no answer in time', cuts.hang(), 'timed out'],
    ['an answer after the time', cuts.delayMs(400), 'timed out'],
    ['a connection cut before DDS acted', cuts.resetBefore(), 'connection lost'],
    ['a connection cut after DDS acted', cuts.resetAfterCommit(), 'connection lost'],
  ])('%s', async (_what, fault, kind) => {
    const { cancellation } = await cancelUnder(fault, 150);
    expect(cancellation).toMatchObject({
      result: 'ambiguous',
      settled: false,
      fault: { kind, status: null },
    });
  });

  test.each([
    ['a gateway without a backend', answers.gateway502(), 502],
    ['a gateway that waited in vain', answers.gateway504(), 504],
    ['a page of HTML with a 503', answers.htmlPage(503), 503],
    ['a 500 without a body', answers.emptyBody(500), 500],
  ])('%s', async (_what, fault, status) => {
    const { cancellation, callId } = await cancelUnder(fault);
    expect(cancellation).toMatchObject({
      result: 'ambiguous',
      settled: false,
      fault: { kind: 'server', status, callId },
    });
  });

  test.each([
    ['half an answer', (socket: Socket) => socket.end('HTTP/1.1 20')],
    ['no HTTP at all', (socket: Socket) => socket.end('hello\r\n\r\n')],
    [
      'a body that breaks off',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
    ],
  ])('%s', async (_what, act) => {
    const cancellation = await cancelRaw(act);
    expect(cancellation).toMatchObject({
      result: 'ambiguous',
      settled: false,
      fault: { kind: 'connection lost' },
    });
  });
});

test('a kept connection that turns out dead is not written to again by itself', async () => {
  const raw = await openRawDds((socket) => socket.resetAndDestroy());
  const { target } = await openAtSimulator({ target: { endpoint: raw.url } });
  const task = await listed(target, raw.taskId);

  const { cancellation } = await target.rereadThenCancel(task, 'R1', yes);

  expect(cancellation).toMatchObject({ result: 'ambiguous', settled: false });
  expect(raw.seen).toEqual({ connections: 1, gets: 2, deletes: 1 });
});

async function cancelRaw(act: (socket: Socket) => unknown) {
  const raw = await openRawDds(act);
  const { target } = await openAtSimulator({ target: { endpoint: raw.url } });
  const task = await listed(target, raw.taskId);
  const { cancellation } = await target.rereadThenCancel(task, 'R1', yes);
  expect(raw.seen.deletes).toBe(1);
  return cancellation;
}
