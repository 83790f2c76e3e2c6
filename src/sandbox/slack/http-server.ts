import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Ending, jsonReply, send } from './reply.ts';
import type { ResponseUrls } from './response-url.ts';

export interface Routes {
  readonly api: (request: IncomingMessage, method: string) => Promise<Ending>;
  readonly responseUrls: ResponseUrls;
  readonly problems: string[];
  /** What the `Date` of every answer tells. */
  readonly now: () => Date;
}

/** The one port of the simulator: `/api/<method>`, and the response_urls under /commands and /actions. */
export function createHttpServer(routes: Routes): Server {
  return createServer((request, response) => {
    void respond(routes, request, response);
  });
}

/** Listens on 127.0.0.1 and answers with the origin. */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return `http://127.0.0.1:${actual}`;
}

export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    send(response, await route(routes, request), routes.now());
  } catch (error) {
    if (request.destroyed) return;
    routes.problems.push(`the simulator broke down on ${request.url}: ${error}`);
    send(response, jsonReply({ ok: false, error: 'internal_error' }, 500), routes.now());
  }
}

async function route({ api, responseUrls }: Routes, request: IncomingMessage): Promise<Ending> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (path.startsWith('/api/')) return await api(request, path.slice('/api/'.length));
  if (/^\/(commands|actions)\//.test(path)) return await responseUrls.answer(request, path);
  return jsonReply({ ok: false, error: 'not_found' }, 404);
}
