import { once } from 'node:events';
import { Agent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openTransport } from '../../src/dds/call.ts';
import { certificate } from '../doctor/certificate.ts';
import { closeLater } from './at-simulator.ts';

const DAY_MS = 24 * 60 * 60_000;
const { cert, key } = certificate(new Date(Date.now() + DAY_MS));

/** So that the bot's own agents trust the server below. */
const { createConnection } = Agent.prototype;
beforeEach(() => {
  Agent.prototype.createConnection = function trusting(options, callback) {
    return createConnection.call(this, { ...options, ca: cert }, callback);
  };
});
afterEach(() => {
  Agent.prototype.createConnection = createConnection;
});

/** A server that says what it was sent, once the connection has ended. */
async function openServer() {
  let received = '';
  let ended: (what: string) => void = () => undefined;
  const all = new Promise<string>((resolve) => {
    ended = resolve;
  });
  const server = createServer({ cert, key }, (socket) => {
    socket.on('data', (data) => {
      received += data.toString();
      socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => ended(received));
  });
  server.on('tlsClientError', () => ended(received));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  closeLater({ close: async () => void server.close() });
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`https://localhost:${port}/`), all };
}

async function cancelAt(url: URL, leaves: number[]) {
  const transport = openTransport(() => new Date());
  closeLater(transport);
  const leave = () => leaves.shift() ?? 0;
  return transport.send({ method: 'DELETE', url, headers: {}, timeoutMs: 4_000, leave });
}

test('no leave any more when the handshake is done: nothing is sent', async () => {
  const { url, all } = await openServer();
  const end = await cancelAt(url, [4_000, 0]);
  expect(end).toMatchObject({ end: 'broken', why: 'timed out', connected: false });
  expect(await all).toBe('');
});

test('with leave it is sent', async () => {
  const { url, all } = await openServer();
  const end = await cancelAt(url, [4_000, 1]);
  expect(end).toMatchObject({ end: 'broken', why: 'connection lost', connected: true });
  expect(await all).toContain('DELETE');
});
