import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';

/** What the simulator writes back, or how it fails to. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}
export type Ending = Reply | 'reset' | 'hang';

const MAX_BODY_BYTES = 4_000_000;

export function jsonReply(body: object, status = 200): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(body) };
}

export function rateLimitedReply(retryAfterSeconds: number): Reply {
  const reply = jsonReply({ ok: false, error: 'ratelimited' }, 429);
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
}

/** Does the work, or does not, or does it and loses the answer, as the fault has it. */
export async function underFault(
  fault: Fault | undefined,
  work: () => Reply,
  wait: (ms: number) => Promise<void>,
): Promise<Ending> {
  switch (fault) {
    case undefined:
      return work();
    case 'reset before':
      return 'reset';
    case 'hang':
      return 'hang';
    case 'reset after commit':
      work();
      return 'reset';
    case 'lost reply':
      work();
      return 'hang';
    case 'html page':
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!DOCTYPE html><html><body>The proxy is being serviced</body></html>',
      };
    default:
      return await underParameters(fault, work, wait);
  }
}

async function underParameters(
  fault: Exclude<Fault, string>,
  work: () => Reply,
  wait: (ms: number) => Promise<void>,
): Promise<Reply> {
  if ('delayMs' in fault) {
    await wait(fault.delayMs);
    return work();
  }
  if ('rateLimited' in fault) return rateLimitedReply(fault.rateLimited);
  if ('error' in fault) return jsonReply({ ok: false, error: fault.error });
  return { status: fault.status, body: fault.body ?? '' };
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function send(response: ServerResponse, ending: Ending, at: Date): void {
  if (ending === 'hang') return;
  if (ending === 'reset') return void response.socket?.resetAndDestroy();
  response.writeHead(ending.status, { date: at.toUTCString(), ...ending.headers });
  response.end(ending.body);
}
