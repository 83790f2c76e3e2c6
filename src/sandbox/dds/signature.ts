import { createHash, createHmac } from 'node:crypto';
import type { Incoming } from './incoming.ts';

/** What of a call is signed. */
export type SignedPart = Pick<Incoming, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/**
 * The text that SDK-HMAC-SHA256 signs:
 * https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */
export function canonicalRequest(call: SignedPart, signedHeaders: readonly string[]): string {
  const headers = signedHeaders.map((name) => `${name}:${(call.headers[name] ?? '').trim()}\n`);
  return [
    call.method,
    canonicalPath(call.path),
    canonicalQuery(call.query),
    headers.join(''),
    signedHeaders.join(';'),
    call.headers['x-sdk-content-sha256'] ?? sha256(call.body),
  ].join('\n');
}

/** The signature over a canonical request; `date` is the value of `X-Sdk-Date`. */
export function signatureOf(canonical: string, date: string, secretKey: string): string {
  const stringToSign = ['SDK-HMAC-SHA256', date, sha256(canonical)].join('\n');
  return createHmac('sha256', secretKey).update(stringToSign).digest('hex');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** With a slash at its end, for signing only. */
function canonicalPath(path: string): string {
  const encoded = path.split('/').map((segment) => encode(decodeSegment(segment)));
  return encoded.at(-1) === '' ? encoded.join('/') : `${encoded.join('/')}/`;
}

function canonicalQuery(query: SignedPart['query']): string {
  return query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** By code unit: a locale's order would not be the gateway's. */
function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `encodeURIComponent` leaves five characters alone that the algorithm escapes. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!*'()]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
