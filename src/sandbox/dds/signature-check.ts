import { type Answer, gatewayError } from './answer.ts';
import type { Incoming } from './incoming.ts';
import type { AccessKey, KeyStore } from './keys.ts';
import type { Lockout } from './lockout.ts';
import { canonicalRequest, signatureOf } from './signature.ts';
import { iamTime } from './wire-time.ts';

const CLOCK_TOLERANCE_MS = 15 * 60_000;
const AUTHORIZATION =
  /^SDK-HMAC-SHA256 Access=(?<access>[^,\s]+), SignedHeaders=(?<headers>[^,\s]+), Signature=(?<signature>[0-9a-f]{64})$/;

/** The gateway's answer to a signature it does not accept; `undefined` if it accepts it. */
export function refuseSignature(
  incoming: Incoming,
  { keys, lockout, at }: { keys: KeyStore; lockout: Lockout; at: Date },
): Answer | undefined {
  const parts = AUTHORIZATION.exec(incoming.headers['authorization'] ?? '')?.groups;
  if (!parts) return incorrect('');
  const { access = '', headers = '', signature = '' } = parts;
  const key = keys.find(access);
  if (!key) return incorrect(`: ak ${access} not exist`);
  if (lockout.isLocked(access, at)) {
    return incorrect(': AK access failed to reach the limit,forbidden.');
  }
  const fault =
    faultOfDate(incoming, at) ?? faultOfSignature(incoming, key, { headers, signature });
  if (fault !== undefined) {
    lockout.failed(access, at);
    return incorrect(fault);
  }
  lockout.succeeded(access);
  return refuseExpired(key, at);
}

/** As the gateway echoes it: with every newline a pipe, and every signed value in plain sight. */
export function echoOf(canonical: string): string {
  return `: verify aksk signature fail,canonicalRequest:${canonical.replaceAll('\n', '|')}`;
}

export function incorrect(variant: string): Answer {
  return gatewayError(401, 'APIGW.0301', `Incorrect IAM authentication information${variant}`);
}

function faultOfDate(incoming: Incoming, at: Date): string | undefined {
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(
    incoming.headers['x-sdk-date'] ?? '',
  );
  if (!date) return ': calc ak sk signature fail:x-sdk-date is missing or malformed';
  const [, year, month, day, hour, minute, second] = date;
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const isNear = Math.abs(signedAt - at.getTime()) <= CLOCK_TOLERANCE_MS;
  return isNear ? undefined : ': calc ak sk signature fail:signature expired';
}

function faultOfSignature(
  incoming: Incoming,
  key: AccessKey,
  signed: { headers: string; signature: string },
): string | undefined {
  const names = signed.headers.split(';');
  const isSorted = names.join(';') === [...names].sort().join(';').toLowerCase();
  if (!isSorted || !names.includes('x-sdk-date')) return ': verify aksk signature fail';
  if (incoming.headers['x-security-token'] !== key.securityToken) {
    return ': verify aksk signature fail';
  }
  const canonical = canonicalRequest(incoming, names);
  const expected = signatureOf(canonical, incoming.headers['x-sdk-date'] ?? '', key.secretKey);
  return expected === signed.signature ? undefined : echoOf(canonical);
}

/** What the gateway says of expired temporary keys is not documented: this wording is a token's. */
function refuseExpired(key: AccessKey, at: Date): Answer | undefined {
  if (!key.expiresAt || at < key.expiresAt) return undefined;
  return incorrect(`: token expires, expires_at: ${iamTime(key.expiresAt)}`);
}
