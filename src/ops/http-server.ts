import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWith, type Routes } from './http-server-routes.ts';

/** A sender that dawdles longer than Slack's own patience is none. */
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Above the minute that load balancers usually keep a connection, so that they are the first to let go. */
const KEEP_ALIVE_MS = 65_000;

export interface HttpServerOptions extends Routes {
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; every one of the machine by default. */
  readonly host?: string;
}

export interface HttpServer {
  readonly port: number;
  /**
   * Takes no new connection and ends idle ones at once, the others, also those that never sent
   * anything, when their call is answered or after `graceMs`. Resolves when all are gone; called again, the shorter grace counts.
   */
  close(graceMs: number): Promise<void>;
}

/** Rejects when the port cannot be had. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    answerWith(options),
  );
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listening(server, options);
  const { port } = server.address() as AddressInfo;
  return { port, close: (graceMs) => closing(server, graceMs) };
}

function listening(server: Server, { port, host }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host !== undefined && { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closing(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection whose call ends only now would else idle for the whole keep-alive time.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
