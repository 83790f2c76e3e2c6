import { type AddressInfo, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, expect, test } from '@jest/globals';
import { reach } from '../../src/doctor/reach.ts';
import { endpointCheck } from '../../src/ops/doctor/words/endpoint.ts';
import { freePort } from '../../src/sandbox/world/free-port.ts';
import { certificate } from './certificate.ts';

const DAY_MS = 86_400_000;
const LONG_MS = 15_000;
const inDays = (days: number) => new Date(Math.floor(Date.now() / 1_000 + days * 86_400) * 1_000);

let server: Server | undefined;
async function listening(opened: Server): Promise<number> {
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, 'localhost', resolve));
  return (opened.address() as AddressInfo).port;
}
afterEach(() => {
  server?.close();
  server = undefined;
});

test('a certificate that is trusted tells its end', async () => {
  const until = inDays(100);
  const { cert, key } = certificate(until);
  const port = await listening(createTlsServer({ cert, key }));
  const reached = await reach(new URL(`https://localhost:${port}`), LONG_MS, { ca: cert });
  expect(reached).toEqual({ reached: true, expiresAt: until });
  expect(await reach(new URL(`wss://localhost:${port}`), LONG_MS, { ca: cert })).toEqual(reached);
});

test.each([
  ['signed by nobody who is trusted', 100, false, 'localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['that has ended', -1, true, 'localhost', 'CERT_HAS_EXPIRED'],
  ["of another host's", 100, true, '127.0.0.1', 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('a certificate %s', async (_, days, trusted, host, code) => {
  const { cert, key } = certificate(inDays(days));
  const secure = createTlsServer({ cert, key });
  secure.on('tlsClientError', () => undefined);
  server = secure;
  await new Promise<void>((resolve) => secure.listen(0, host, resolve));
  const { port } = secure.address() as AddressInfo;
  const reached = await reach(
    new URL(`https://${host}:${port}`),
    LONG_MS,
    trusted ? { ca: cert } : {},
  );
  expect(reached).toEqual({ reached: false, step: 'certificate', code });
});

test('what speaks no TLS, or says nothing at all, has no certificate to show', async () => {
  const port = await listening(createServer((socket) => socket.end('HTTP/1.1 400 \r\n\r\n')));
  const reached = await reach(new URL(`https://localhost:${port}`), LONG_MS);
  expect(reached).toMatchObject({ reached: false, step: 'certificate' });
  server?.close();
  const silent = await listening(createServer());
  expect(await reach(new URL(`https://localhost:${silent}`), 300)).toEqual({
    ...{ reached: false, step: 'certificate', code: 'time-out' },
  });
});

test('a port where nobody listens, with TLS and without', async () => {
  const port = await freePort();
  for (const scheme of ['http', 'https', 'ws', 'wss'])
    expect(await reach(new URL(`${scheme}://127.0.0.1:${port}`), LONG_MS)).toEqual({
      ...{ reached: false, step: 'connection', code: 'ECONNREFUSED' },
    });
});

test('a certificate that ends soon is a warning', () => {
  const named = { name: 'Address of DDS', origin: 'https://dds.example.com', variable: 'X' };
  const now = new Date('2026-01-31T12:00:00Z');
  const ending = (days: number) =>
    endpointCheck(
      'id',
      named,
      { reached: true, expiresAt: new Date(now.getTime() + days * DAY_MS) },
      now,
    );
  expect(ending(13)).toMatchObject({
    result: 'warn',
    said: expect.stringContaining('ends on 2026-02-13'),
  });
  expect(ending(15)).toMatchObject({ result: 'ok' });
});
