import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const HIGHEST_PORT = 65_535;

/** Listens on 127.0.0.1 at the first of at most twenty ports that is free; port 0 is any. Returns the port. */
export async function listenFrom(server: Server, port: number, tries = 20): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    if (!isTaken(error) || tries <= 1 || port >= HIGHEST_PORT) throw error;
    return await listenFrom(server, port + 1, tries - 1);
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}
