import { createHash, createHmac } from 'node:crypto';
import { percentEncoded, queryPairs, queryText } from './query.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

export interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What is signed. `headers` must hold `x-sdk-date`; `host` is taken from the address. */
export interface Signable {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The `Authorization` header for a call.
 * See https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-003.html
 */
export function authorization(call: Signable, key: SigningKey): string {
  const { text, signedHeaders } = canonicalRequest(call);
  const toSign = `${ALGORITHM}\n${call.headers['x-sdk-date'] ?? ''}\n${sha256(text)}`;
  const signature = createHmac('sha256', key.secretKey).update(toSign).digest('hex');
  return `${ALGORITHM} Access=${key.accessKey}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

/** The text whose hash is signed, and the names of the headers in it. Never to be logged. */
export function canonicalRequest({ method, url, headers, body }: Signable): {
  readonly text: string;
  readonly signedHeaders: string;
} {
  const lines = signedLines(headers, url.host);
  const signedHeaders = lines.map(([name]) => name).join(';');
  const text = [
    method,
    canonicalPath(url.pathname),
    queryText(queryPairs(url)),
    ...lines.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  return { text, signedHeaders };
}

/** A moment as `X-Sdk-Date` spells it, e.g. `20191115T033655Z`. */
export function sdkDate(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Names with an underscore are left unsigned, as in every SDK of Huawei's. */
function signedLines(
  headers: Readonly<Record<string, string>>,
  host: string,
): (readonly [string, string])[] {
  return Object.entries({ host, ...headers })
    .filter(([name]) => !name.includes('_'))
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Signed with a slash at the end, sent without. */
function canonicalPath(path: string): string {
  const encoded = path
    .split('/')
    .map((segment) => percentEncoded(decodeURIComponent(segment)))
    .join('/');
  return encoded.endsWith('/') ? encoded : `${encoded}/`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
