import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { expect, test } from '@jest/globals';
import { type Break, type Call, openTransport } from '../../src/dds/call.ts';
import { cancellationFrom } from '../../src/dds/cancel.ts';
import { faultOfBreak } from '../../src/dds/fault.ts';
import { createSystemClock } from '../../src/ops/system-clock.ts';
import { momentOf } from '../../src/workflow/moment.ts';
import { closeLater } from './at-simulator.ts';
import { openRawDds } from './raw-dds.ts';

test('a port nobody listens on: not executed', async () => {
  const end = await sendTo(`http://127.0.0.1:${await freePort()}/`);
  expect(end).toMatchObject({ end: 'broken', connected: false, code: 'ECONNREFUSED' });
  expect(cancellationOf(end)).toMatchObject({
    result: 'not executed',
    fault: { kind: 'no connection', message: 'No connection: ECONNREFUSED.' },
  });
});

test('a host without an address: not executed', async () => {
  const end = await sendTo('http://dds.invalid/');
  expect(cancellationOf(end)).toMatchObject({
    result: 'not executed',
    fault: { kind: 'no connection' },
  });
});

test('a server that does not speak TLS: not executed, and it saw no call', async () => {
  const plain = await openPlainServer();
  closeLater(plain);
  const end = await sendTo(`https://127.0.0.1:${plain.port}/`);
  expect(cancellationOf(end)).toMatchObject({
    result: 'not executed',
    fault: { kind: 'no connection' },
  });
  expect(plain.calls()).toBe(0);
});

test('a time-out in the midst of the TLS handshake: not executed, and nothing but the handshake was sent', async () => {
  const { port, received } = await openSilentServer();
  const end = await sendTo(`https://127.0.0.1:${port}/`, { timeoutMs: 100 });
  expect(end).toMatchObject({ end: 'broken', why: 'timed out', connected: false });
  expect(cancellationOf(end)).toMatchObject({
    result: 'not executed',
    fault: { kind: 'no connection', message: 'No connection: time-out.' },
  });
  expect(received().length).toBeGreaterThan(0);
  expect(received().toString('latin1')).not.toContain('DELETE');
});

test('a time-out on a connection that stands: not called "not executed"', async () => {
  const raw = await openRawDds(() => undefined);
  const end = await sendTo(raw.url, { timeoutMs: 100 });
  expect(end).toMatchObject({ end: 'broken', why: 'timed out', connected: true });
  expect(cancellationOf(end)).toMatchObject({ result: 'ambiguous', settled: false });
  expect(raw.seen.deletes).toBe(1);
});

test('a connection that does not stand while there is leave: not executed, and given up then', async () => {
  const { port, received } = await openSilentServer();
  const end = await sendTo(`https://127.0.0.1:${port}/`, { timeoutMs: 600_000, leave: () => 50 });
  expect(end).toMatchObject({ end: 'broken', why: 'timed out', connected: false });
  expect(cancellationOf(end)).toMatchObject({ result: 'not executed' });
  expect(received().toString('latin1')).not.toContain('DELETE');
});

test('a connection that stands when the leave is over, as after a sleep: not executed, and nothing was sent', async () => {
  const raw = await openRawDds(() => undefined);
  const leaves = [60_000, 0];
  const end = await sendTo(raw.url, { leave: () => leaves.shift() ?? 0 });
  expect(end).toMatchObject({ end: 'broken', why: 'timed out', connected: false });
  expect(cancellationOf(end)).toMatchObject({ result: 'not executed' });
  expect(raw.seen.deletes).toBe(0);
});

test('a call that was written while there was leave may be answered after it', async () => {
  const raw = await openRawDds((socket) => setTimeout(() => socket.destroy(), 100));
  const end = await sendTo(raw.url, { leave: () => 50 });
  expect(end).toMatchObject({ end: 'broken', why: 'connection lost', connected: true });
  expect(raw.seen.deletes).toBe(1);
});

test('a call after closing is not made', async () => {
  const raw = await openRawDds(() => undefined);
  const transport = openTransport(() => new Date());
  await transport.close();
  const end = await transport.send(callTo(raw.url));
  expect(end).toMatchObject({ end: 'broken', why: 'closed', connected: false });
  expect(raw.seen.connections).toBe(0);
});

type Given = Partial<Pick<Call, 'timeoutMs' | 'leave'>>;

function callTo(url: string, { timeoutMs = 2000, leave }: Given = {}): Call {
  return { method: 'DELETE', url: new URL(url), headers: {}, timeoutMs, leave };
}

async function sendTo(url: string, given: Given = {}): Promise<Break> {
  const transport = openTransport(() => new Date());
  closeLater(transport);
  const end = await transport.send(callTo(url, given));
  if (end.end === 'answered') throw new Error('answered');
  return end;
}

function cancellationOf(end: Break) {
  const faulted = faultOfBreak(end);
  const beganAt = momentOf(createSystemClock());
  return cancellationFrom({ end, faulted, beganAt, isSuccess: false, signInAgain: false });
}

async function freePort(): Promise<number> {
  const { port, close } = await openPlainServer();
  await close();
  return port;
}

async function openPlainServer() {
  let calls = 0;
  const server = createHttpServer((_request, answer) => {
    calls += 1;
    answer.end();
  });
  const { port, close } = await listening(server);
  return { port, close, calls: () => calls };
}

async function openSilentServer() {
  const chunks: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
  });
  const { port, close } = await listening(server);
  closeLater({ close });
  return { port, received: () => Buffer.concat(chunks) };
}

async function listening(server: Server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async () => {
    server.close();
    await once(server, 'close');
  };
  return { port, close };
}
