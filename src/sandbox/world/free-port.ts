import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections, one of which could take it at any moment. */
const FIRST = 20_000;
const LAST = 32_000;
const TRIES = 50;

/** A port of 127.0.0.1 that nobody holds at this moment. */
export async function freePort(tries = TRIES): Promise<number> {
  const port = randomInt(FIRST, LAST);
  if (await isFree(port)) return port;
  if (tries <= 1) throw new Error(`No port from ${FIRST} to ${LAST} is free.`);
  return await freePort(tries - 1);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
