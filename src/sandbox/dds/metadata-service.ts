import { randomBytes } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { Incoming } from './incoming.ts';
import type { KeyStore } from './keys.ts';
import { iamTime } from './wire-time.ts';

const LONGEST_TTL_SECONDS = 21_600;

/** The two routes of the ECS metadata service that hand out temporary keys. */
export interface MetadataService {
  /** `PUT /meta-data/latest/api/token` */
  issueToken(incoming: Incoming, at: Date): Answer;
  /** `GET /openstack/latest/securitykey`; the token is optional, but a given one must be good. */
  issueKeys(incoming: Incoming, at: Date): Answer;
}

export function createMetadataService(keys: KeyStore, keyLifetimeMs: number): MetadataService {
  const tokens = new Map<string, number>();
  return {
    issueToken(incoming, at) {
      const ttl = incoming.headers['x-metadata-token-ttl-seconds'] ?? '';
      const isGood = /^\d+$/.test(ttl) && Number(ttl) >= 1 && Number(ttl) <= LONGEST_TTL_SECONDS;
      if (!isGood) return plain(400, 'Bad Request');
      const token = randomBytes(24).toString('base64url');
      tokens.set(token, at.getTime() + Number(ttl) * 1_000);
      return plain(200, token);
    },
    issueKeys(incoming, at) {
      const token = incoming.headers['x-metadata-token'];
      const isGood = token === undefined || at.getTime() < (tokens.get(token) ?? 0);
      if (!isGood) return plain(401, 'Unauthorized');
      const key = keys.issueTemporary(new Date(at.getTime() + keyLifetimeMs));
      return {
        status: 200,
        json: {
          credential: {
            access: key.accessKey,
            secret: key.secretKey,
            securitytoken: key.securityToken,
            expires_at: iamTime(key.expiresAt),
          },
        },
      };
    },
  };
}

function plain(status: number, text: string): Answer {
  return { status, text, headers: { 'Content-Type': 'text/plain' } };
}
