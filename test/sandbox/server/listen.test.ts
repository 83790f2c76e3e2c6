import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { listenFrom } from '../../../src/sandbox/server/listen.ts';

const servers: Server[] = [];
const server = (): Server => {
  const opened = createServer();
  servers.push(opened);
  return opened;
};
afterEach(() => Promise.all(servers.splice(0).map((it) => new Promise((end) => it.close(end)))));

test('a port that is taken is passed over for a later one', async () => {
  const taken = await listenFrom(server(), 0);
  const got = await listenFrom(server(), taken);
  expect(got).toBeGreaterThan(taken);
  expect(got).toBeLessThan(taken + 20);
});

test('where every port tried is taken, it says so', async () => {
  const taken = await listenFrom(server(), 0);
  await expect(listenFrom(server(), taken, 1)).rejects.toThrow('EADDRINUSE');
});
