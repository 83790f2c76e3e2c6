import { randomBytes } from 'node:crypto';

const TOKEN_LIFETIME_MS = 24 * 60 * 60_000;

/** An IAM token as the simulator remembers it. */
export interface IamToken {
  readonly value: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** `undefined`: a token for global services only. */
  readonly projectId: string | undefined;
}

export interface TokenStore {
  issue(projectId: string | undefined, at: Date): IamToken;
  /** `expired` also for tokens that `expireAll` has ended early. */
  look(value: string, at: Date): IamToken | 'expired' | 'unknown';
  expireAll(): void;
}

export function createTokenStore(): TokenStore {
  const tokens = new Map<string, IamToken>();
  const ended = new Set<string>();
  return {
    issue(projectId, issuedAt) {
      const value = `MII${randomBytes(120).toString('base64url')}`;
      const expiresAt = new Date(issuedAt.getTime() + TOKEN_LIFETIME_MS);
      const token = { value, issuedAt, expiresAt, projectId };
      tokens.set(value, token);
      return token;
    },
    look(value, at) {
      const token = tokens.get(value);
      if (!token) return 'unknown';
      return ended.has(value) || at >= token.expiresAt ? 'expired' : token;
    },
    expireAll() {
      for (const value of tokens.keys()) ended.add(value);
    },
  };
}
