import { randomBytes } from 'node:crypto';

/** A key pair that signs calls; temporary if it has a security token. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string;
  /** Never, if absent. */
  readonly expiresAt?: Date;
}

export interface KeyStore {
  find(accessKey: string): AccessKey | undefined;
  /** Makes temporary keys, as the ECS metadata service hands them out. */
  issueTemporary(expiresAt: Date): Required<AccessKey>;
}

export function createKeyStore(permanent: AccessKey): KeyStore {
  const keys = new Map([[permanent.accessKey, permanent]]);
  return {
    find: (accessKey) => keys.get(accessKey),
    issueTemporary(expiresAt) {
      const key = {
        accessKey: `SANDBOX${randomBytes(6).toString('hex').toUpperCase()}`,
        secretKey: `sandbox-${randomBytes(16).toString('hex')}`,
        securityToken: `sandbox-${randomBytes(96).toString('base64url')}`,
        expiresAt,
      };
      keys.set(key.accessKey, key);
      return key;
    },
  };
}
