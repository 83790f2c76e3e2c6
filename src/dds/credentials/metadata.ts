import { z } from 'zod';
import type { Answer, Transport } from '../call.ts';
import { type Faulted, faultOfAnswer, faultOfBreak, ownFault } from '../fault.ts';
import type { Key } from './key-grants.ts';

/** As Huawei's SDKs have it. */
const TIMEOUT_MS = 3000;
const TOKEN_TTL_S = '21600';

/** A key that the metadata service lends to this machine. */
export interface TemporaryKey extends Key {
  readonly securityToken: string;
  readonly expiresAt: Date;
}

const credentialAnswer = z.object({
  credential: z.object({
    access: z.string().min(1),
    secret: z.string().min(1),
    securitytoken: z.string().min(1),
    expires_at: z.string(),
  }),
});

/**
 * Asks the metadata service of the ECS this runs on for temporary keys; the ECS needs an agency.
 */
export async function temporaryKey(
  send: Transport['send'],
  metadataEndpoint: string,
): Promise<TemporaryKey | Faulted> {
  const base = metadataEndpoint.replace(/\/+$/, '');
  const token = await metadataToken(send, base);
  const end = await send({
    method: 'GET',
    url: new URL(`${base}/openstack/latest/securitykey`),
    headers: token === null ? {} : { 'X-Metadata-Token': token },
    timeoutMs: TIMEOUT_MS,
  });
  if (end.end === 'broken') return atMetadata(faultOfBreak(end));
  if (end.status === 200) return keyFrom(end) ?? unreadable();
  if (end.status !== 401) return atMetadata(faultOfAnswer(end, []));
  return ownFault('authentication', 'The metadata service lends no keys: this ECS has no agency.');
}

/** Services without session tokens answer 404, 405 or 503, or not at all: then it goes without. */
async function metadataToken(send: Transport['send'], base: string): Promise<string | null> {
  const end = await send({
    method: 'PUT',
    url: new URL(`${base}/meta-data/latest/api/token`),
    headers: { 'X-Metadata-Token-Ttl-Seconds': TOKEN_TTL_S },
    timeoutMs: TIMEOUT_MS,
  });
  const text = end.end === 'answered' && end.status === 200 ? end.body?.trim() : undefined;
  return text !== undefined && /^[\x21-\x7e]{1,4096}$/.test(text) ? text : null;
}

function keyFrom({ body }: Answer): TemporaryKey | null {
  try {
    const { credential } = credentialAnswer.parse(JSON.parse(body ?? ''));
    const expiresAt = new Date(credential.expires_at);
    if (Number.isNaN(expiresAt.getTime())) return null;
    const { access, secret, securitytoken } = credential;
    return { accessKey: access, secretKey: secret, securityToken: securitytoken, expiresAt };
  } catch {
    return null;
  }
}

function unreadable(): Faulted {
  return ownFault('unreadable', 'The metadata service answered without keys.');
}

function atMetadata({ fault, retryAfterMs }: Faulted): Faulted {
  return { fault: { ...fault, message: `Metadata service: ${fault.message}` }, retryAfterMs };
}
