import type { Clock } from '../workflow/ports.ts';
import type { Transport } from './call.ts';
import type { GrantSource } from './credentials/grant.ts';
import { createKeyGrants, type Key } from './credentials/key-grants.ts';
import { createKeyGuard } from './credentials/key-guard.ts';
import { temporaryKey } from './credentials/metadata.ts';
import { renewed } from './credentials/renewed.ts';
import { signIn } from './credentials/sign-in.ts';
import { createTokenGrants } from './credentials/token-grants.ts';

/** How this target's calls are authorised; never halves of two sources. */
export type Credentials =
  | {
      readonly kind: 'aksk';
      readonly accessKey: string;
      readonly secretKey: string;
      /** Only with temporary keys. */
      readonly securityToken?: string;
    }
  | {
      readonly kind: 'password';
      readonly userName: string;
      readonly password: string;
      readonly domainName: string;
      /** Empty only where the target has a project id, which the token is then scoped to. */
      readonly projectName: string;
    }
  /** Temporary keys from the metadata service of the ECS this runs on. */
  | { readonly kind: 'ecs' };

/** What signing in needs besides the credentials. */
export interface SignInPlace {
  readonly projectId: string | null;
  readonly iamEndpoint: string;
  readonly metadataEndpoint: string;
  readonly timeoutMs: number;
}

/** Huawei's SDKs renew temporary keys when less than 40 minutes remain. */
const RENEW_KEY_BEFORE_END_MS = 40 * 60_000;

/** Signs in nowhere yet. Throws where keys are given without a project id, for keys tell none. */
export function createGrants(
  credentials: Credentials,
  place: SignInPlace,
  send: Transport['send'],
  clock: Clock,
): GrantSource {
  if (credentials.kind === 'password') {
    return createTokenGrants(() => signIn(send, { ...credentials, ...place }), clock);
  }
  if (place.projectId === null) throw new Error('AK/SK and ECS credentials need a project id.');
  const guard = createKeyGuard(clock);
  if (credentials.kind === 'aksk') {
    const fixed = { get: async (): Promise<Key> => credentials, drop: () => undefined };
    return createKeyGrants(fixed, place.projectId, guard, clock);
  }
  const lent = renewed(
    () => temporaryKey(send, place.metadataEndpoint),
    RENEW_KEY_BEFORE_END_MS,
    clock,
  );
  return createKeyGrants(lent, place.projectId, guard, clock);
}
