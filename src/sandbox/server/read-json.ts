import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { HttpError } from './http-error.ts';

const MAX_BODY_BYTES = 100_000;

/** The body, of the shape that the schema says; `HttpError` otherwise. */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  // A form of another site can send text/plain without asking first, but not this.
  if (request.headers['content-type']?.split(';')[0] !== 'application/json') {
    throw new HttpError(415, 'The body must be application/json.');
  }
  const parsed = schema.safeParse(parse(await textOf(request)));
  if (!parsed.success) throw new HttpError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new HttpError(413, 'The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'The body is not JSON.');
  }
}
