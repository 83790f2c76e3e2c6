import { type Answer, ddsError } from './answer.ts';
import type { DdsKind } from './routes.ts';

/** What the simulated user may do; everything, until revoked. */
export interface Permissions {
  revoke(kind: DdsKind): void;
  grant(kind: DdsKind): void;
  refuse(kind: DdsKind): Answer | undefined;
}

export function createPermissions(): Permissions {
  const revoked = new Set<DdsKind>();
  return {
    revoke: (kind) => void revoked.add(kind),
    grant: (kind) => void revoked.delete(kind),
    refuse: (kind) => (revoked.has(kind) ? ddsError('DBS.280063', NAMES[kind]) : undefined),
  };
}

const NAMES: Readonly<Record<DdsKind, string>> = {
  list: 'dds:task:listAll',
  cancel: 'dds:instance:cancelScheduledJob',
  instances: 'dds:instance:list',
};
