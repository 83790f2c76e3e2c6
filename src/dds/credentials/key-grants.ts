import type { Clock } from '../../workflow/ports.ts';
import type { Faulted } from '../fault.ts';
import { authorization, type SigningKey, sdkDate } from '../signature.ts';
import type { Grant, GrantSource, Verdict } from './grant.ts';
import type { KeyGuard } from './key-guard.ts';

/** An access key; with a security token where it is a temporary one. */
export interface Key extends SigningKey {
  readonly securityToken?: string;
}

/** Where the key comes from: fixed, or the metadata service. */
export interface KeySource<K extends Key> {
  get(): Promise<K | Faulted>;
  /** This key was refused. */
  drop(key: K): void;
}

/** Grants that sign each call. A refused signature is never worth a repeat. */
export function createKeyGrants<K extends Key>(
  keys: KeySource<K>,
  projectId: string,
  guard: KeyGuard,
  clock: Clock,
): GrantSource {
  return {
    grant: async () => {
      const key = await keys.get();
      if ('fault' in key) return key;
      const entered = await guard.enter(key.accessKey);
      if ('fault' in entered) return entered;
      return signing(key, projectId, clock, (verdict) => {
        if (verdict === 'refused') keys.drop(key);
        entered(verdict);
      });
    },
  };
}

function signing(
  key: Key,
  projectId: string,
  clock: Clock,
  settled: (verdict: Verdict) => void,
): Grant {
  const { accessKey, secretKey, securityToken } = key;
  return {
    projectId,
    secrets: [accessKey, secretKey, ...(securityToken === undefined ? [] : [securityToken])],
    headersFor: (method, url) => {
      const signed = { 'x-project-id': projectId, 'x-sdk-date': sdkDate(clock.now()) };
      return {
        ...signed,
        Authorization: authorization({ method, url, headers: signed, body: '' }, key),
        // Sent but not signed: the gateway repeats signed headers in its answer to a bad signature.
        ...(securityToken === undefined ? {} : { 'X-Security-Token': securityToken }),
      };
    },
    settle: (verdict) => {
      settled(verdict);
      return false;
    },
  };
}
