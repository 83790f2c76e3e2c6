import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorAnswer } from '../page/api-asks.ts';
import type { Sandbox } from '../running/sandbox.ts';
import { ACTS } from './acts.ts';
import type { Events } from './events.ts';
import { HttpError } from './http-error.ts';
import type { PageFile } from './page-files.ts';
import { mustBeSameOrigin } from './same-origin.ts';
import { STAGE_ACTS } from './stage-acts.ts';
import { worldViewOf } from './world-view.ts';

export interface AnswerParts {
  readonly sandbox: Sandbox;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly events: Events;
  readonly port: () => number;
}

export async function answer(
  parts: AnswerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  try {
    mustBeSameOrigin(request, parts.port());
    await route(parts, request, response);
  } catch (error) {
    sendError(response, error);
  }
}

/** The page loads nothing from anywhere else; the drawn blocks carry inline styles. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

const EVERY_ACT = { ...ACTS, ...STAGE_ACTS };

async function route(
  parts: AnswerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const act = Object.hasOwn(EVERY_ACT, url.pathname) ? EVERY_ACT[url.pathname] : undefined;
  if (act) {
    mustUse('POST', request);
    return sendJson(response, 200, await act(parts.sandbox, request));
  }
  mustUse('GET', request);
  if (url.pathname === '/api/events') return parts.events.add(response);
  if (url.pathname === '/api/world') {
    const as = url.searchParams.get('as') ?? parts.sandbox.world.people.requester.id;
    return sendJson(response, 200, worldViewOf(parts.sandbox, as));
  }
  sendFile(response, parts.files.get(url.pathname));
}

function mustUse(method: string, request: IncomingMessage): void {
  if (request.method !== method) throw new HttpError(405, `Only ${method} is answered here.`);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

function sendFile(response: ServerResponse, file: PageFile | undefined): void {
  if (file === undefined) throw new HttpError(404, 'There is nothing here.');
  response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' });
  response.end(file.content);
}

function sendError(response: ServerResponse, error: unknown): void {
  const status = error instanceof HttpError ? error.status : 500;
  const body: ErrorAnswer = { error: error instanceof Error ? error.message : String(error) };
  if (!response.headersSent) sendJson(response, status, body);
}
