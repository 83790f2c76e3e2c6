import { type Answer, ddsError, gatewayError } from './answer.ts';
import type { Fault } from './fault.ts';
import { canonicalRequest } from './signature.ts';
import { echoOf, incorrect } from './signature-check.ts';
import { overLimit } from './throttle.ts';

/** Answers with this instead of doing anything. */
export function answering(answer: Answer): Fault {
  return () => answer;
}

/** 429: by the gateway, or by DDS with `DBS.280443`. No `Retry-After` unless given, in seconds. */
export function throttled(
  options: { readonly retryAfter?: number; readonly code?: 'APIGW.0308' | 'DBS.280443' } = {},
): Fault {
  const isDds = options.code === 'DBS.280443';
  const answer = isDds ? ddsError('DBS.280443') : overLimit('limit:200,time:5 minute');
  const headers =
    options.retryAfter === undefined ? {} : { 'Retry-After': `${options.retryAfter}` };
  return answering({ ...answer, headers });
}

/** A 400 worth repeating. */
export function busy(): Fault {
  return answering(ddsError('DBS.200998'));
}

export function serverError(): Fault {
  return answering(ddsError('DBS.280005'));
}

export function gateway502(): Fault {
  return answering(gatewayError(502, 'APIGW.0201', 'Backend unavailable'));
}

export function gateway504(): Fault {
  return answering(gatewayError(504, 'APIGW.0201', 'Backend timeout'));
}

/** The gateway cannot reach IAM. */
export function unavailable503(): Fault {
  return answering(gatewayError(503, 'APIGW.0613', 'The IAM service is currently unavailable.'));
}

/** A page of some proxy on the way. */
export function htmlPage(status: number): Fault {
  const text = `<html><head><title>${status}</title></head><body><h1>${status}</h1><hr>proxy.example.com</body></html>`;
  return answering({ status, text, headers: { 'Content-Type': 'text/html' } });
}

export function emptyBody(status: number): Fault {
  return answering({ status });
}

export function redirect(url: string): Fault {
  return answering({ status: 302, headers: { Location: url } });
}

/** A well-formed answer of more than 10 MB. */
export function hugeBody(status = 200): Fault {
  const padding = 'x'.repeat(11 * 1024 * 1024);
  return answering({ status, json: { total_count: 0, schedules: [], padding } });
}

/** The gateway's word for a token that is expired, invalidated, or of another region. */
export function tokenExpired(): Fault {
  return answering(gatewayError(401, 'APIGW.0307', 'The token must be updated.'));
}

/** DDS's own word for a bad token. */
export function serviceToken401(): Fault {
  return answering(ddsError('DBS.280056'));
}

/** The metadata service of a machine that was given no agency. */
export function noAgency(): Fault {
  const text = 'Please configure Cloud Service Agency first';
  return answering({ status: 401, text, headers: { 'Content-Type': 'text/plain' } });
}

/**
 * 401 that repeats the signed request with its secrets. The gateway echoes the signed headers;
 * that it would also echo a token that was not signed is invented, to catch every leak.
 */
export function echoing401(): Fault {
  return ({ incoming }) => {
    const names = [...SECRET_HEADERS, ...signedHeadersOf(incoming.headers['authorization'])]
      .filter(
        (name, index, all) => incoming.headers[name] !== undefined && all.indexOf(name) === index,
      )
      .sort();
    return incorrect(echoOf(canonicalRequest(incoming, names)));
  };
}

const SECRET_HEADERS = ['host', 'x-security-token', 'x-auth-token'];

function signedHeadersOf(authorization = ''): readonly string[] {
  return /SignedHeaders=([^,\s]+)/.exec(authorization)?.[1]?.split(';') ?? [];
}
