/** What a call is, by its method and path. `delete instance` and `outside` are what the bot must never send. */
export type CallKind =
  | 'list'
  | 'cancel'
  | 'instances'
  | 'token'
  | 'projects'
  | 'metadata token'
  | 'security key'
  | 'delete instance'
  | 'outside';

export interface Route {
  readonly kind: CallKind;
  /** Of the path, as sent. */
  readonly projectId?: string;
  /** Of the path, as sent; any one segment, well formed or not. */
  readonly jobId?: string;
}

/** The calls of DDS itself: what its limits and permissions are about. */
export const DDS_KINDS = ['list', 'cancel', 'instances'] as const satisfies readonly CallKind[];
export type DdsKind = (typeof DDS_KINDS)[number];

export function isDdsKind(kind: CallKind): kind is DdsKind {
  return DDS_KINDS.some((each) => each === kind);
}

export function routeOf(method: string, path: string): Route {
  const normal = normalPath(path);
  for (const [kind, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(normal) : null;
    if (match) return { kind, ...match.groups };
  }
  return { kind: 'outside' };
}

/** What a server behind the gateway would make of `..`, `%2e%2e` and the like. */
export function normalPath(path: string): string {
  return URL.canParse(path, 'http://127.0.0.1') ? new URL(path, 'http://127.0.0.1').pathname : path;
}

const PROJECT = '^/v3/(?<projectId>[^/]+)';
const ROUTES: readonly (readonly [CallKind, string, RegExp])[] = [
  ['token', 'POST', /^\/v3\/auth\/tokens$/],
  ['projects', 'GET', /^\/v3\/projects$/],
  ['metadata token', 'PUT', /^\/meta-data\/latest\/api\/token$/],
  ['security key', 'GET', /^\/openstack\/latest\/securitykey$/],
  ['list', 'GET', new RegExp(`${PROJECT}/scheduled-jobs$`)],
  ['cancel', 'DELETE', new RegExp(`${PROJECT}/scheduled-jobs/(?<jobId>[^/]+)$`)],
  ['instances', 'GET', new RegExp(`${PROJECT}/instances$`)],
  ['delete instance', 'DELETE', new RegExp(`${PROJECT}/instances/[^/]+$`)],
];
