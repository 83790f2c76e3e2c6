import type { IncomingMessage } from 'node:http';

/** One call as it came in, with nothing normalised but the query's percent signs. */
export interface Incoming {
  readonly method: string;
  /** As sent: neither decoded nor normalised. */
  readonly path: string;
  readonly rawQuery: string;
  /** Decoded, in the order sent; a bare `+` is a space, as servers read it. */
  readonly query: readonly QueryPair[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export type QueryPair = readonly [name: string, value: string];

/** Reads the whole call; rejects if the client goes away before it has sent everything. */
export async function readIncoming(request: IncomingMessage): Promise<Incoming> {
  const { method, path, rawQuery } = headOf(request);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const headers = headersOf(request);
  const body = Buffer.concat(chunks).toString('utf8');
  return { method, path, rawQuery, query: decodeQuery(rawQuery), headers, body };
}

/** What is known of a call before its body has arrived. */
export function headOf(request: IncomingMessage): Pick<Incoming, 'method' | 'path' | 'rawQuery'> {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: request.method ?? '',
    path: mark < 0 ? target : target.slice(0, mark),
    rawQuery: mark < 0 ? '' : target.slice(mark + 1),
  };
}

export function decodeQuery(rawQuery: string): readonly QueryPair[] {
  return rawQuery
    .split('&')
    .filter((part) => part !== '')
    .map((part): QueryPair => {
      const equals = part.indexOf('=');
      if (equals < 0) return [decode(part), ''];
      return [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  }
  return headers;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
