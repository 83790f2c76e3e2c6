import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from '@jest/globals';
import { openTransport } from '../../src/dds/call.ts';
import { closeLater } from './at-simulator.ts';

const CHUNK = Buffer.alloc(100_000, ' ');

async function callTo(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeLater({
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  });
  const transport = openTransport(() => new Date());
  closeLater(transport);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = new URL(`http://127.0.0.1:${port}/`);
  return transport.send({ method: 'GET', url, headers: {}, timeoutMs: 3000 });
}

test('an answer without an end is read up to the size limit, and what was read is not kept', async () => {
  let sent = 0;
  const end = await callTo((_request, answer) => {
    const more = () => {
      do sent += CHUNK.length;
      while (answer.write(CHUNK));
    };
    answer.on('drain', more);
    more();
  });
  expect(end).toMatchObject({ end: 'answered', status: 200, body: null });
  // What the kernel holds on the way comes on top of the limit of 2 MB.
  expect(sent).toBeLessThan(20_000_000);
});

test('no compressed answer is asked for, which could be far longer than it looks', async () => {
  let asked: unknown = 'nothing';
  await callTo((request, answer) => {
    asked = request.headers['accept-encoding'] ?? null;
    answer.end();
  });
  expect(asked).toBeNull();
});
