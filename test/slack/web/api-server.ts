import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ApiCall {
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, string>>;
  readonly at: number;
}

type Answer = object | ((response: ServerResponse) => void);

/** A Web API over real HTTP: `answers` says, call by call, what each method answers. */
export async function openApiServer(
  answers: Record<string, (call: ApiCall, nth: number) => Answer>,
) {
  const calls: ApiCall[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '');
    const args = Object.fromEntries(new URLSearchParams(await text(request)));
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const call = { method, token, args, at: performance.now() };
    calls.push(call);
    const nth = calls.filter((known) => known.method === method).length;
    const answer = answers[method]?.(call, nth) ?? { ok: false, error: 'unknown_method' };
    if (typeof answer === 'function') answer(response);
    else json(response, answer);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    callsOf: (method: string) => calls.filter((call) => call.method === method),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type ApiServer = Awaited<ReturnType<typeof openApiServer>>;

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function tooMany(retryAfter?: string) {
  return (response: ServerResponse) => {
    response.writeHead(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
  };
}

export function page(status: number) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<html><body>proxy of example.com is sorry</body></html>');
  };
}

export const hangUp = (response: ServerResponse) => void response.destroy();
export const silence = () => undefined;
