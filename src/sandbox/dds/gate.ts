import type { Account } from './account.ts';
import { type Answer, ddsError, gatewayError } from './answer.ts';
import type { Incoming } from './incoming.ts';
import type { KeyStore } from './keys.ts';
import type { Lockout } from './lockout.ts';
import { isDdsKind, type Route } from './routes.ts';
import { incorrect, refuseSignature } from './signature-check.ts';
import type { TokenStore } from './tokens.ts';

export interface GateParts {
  readonly account: Account;
  readonly keys: KeyStore;
  readonly lockout: Lockout;
  readonly tokens: TokenStore;
  readonly at: Date;
}

/** The answer to a call that is not signed in to its project; `undefined` if it is. */
export function refuseSignIn(
  incoming: Incoming,
  route: Route,
  parts: GateParts,
): Answer | undefined {
  if (!isDdsKind(route.kind) && route.kind !== 'projects') return undefined;
  const refusal =
    incoming.headers['authorization'] === undefined
      ? refuseToken(incoming, route, parts)
      : refuseSigned(incoming, route, parts);
  return refusal ?? (route.kind === 'projects' ? undefined : refuseProject(route, parts.account));
}

function refuseToken(incoming: Incoming, route: Route, parts: GateParts): Answer | undefined {
  const value = incoming.headers['x-auth-token'];
  if (value === undefined) return incorrect(': x-auth-token not found');
  const token = parts.tokens.look(value, parts.at);
  if (token === 'unknown') return incorrect(': decrypt token fail');
  if (token === 'expired') return mustBeUpdated();
  // A token of another region, or of none, is answered like an expired one.
  const isOurs = route.kind === 'projects' || token.projectId === parts.account.project.id;
  return isOurs ? undefined : mustBeUpdated();
}

/** The simulated project counts as a sub-project, for which `X-Project-Id` is needed with AK/SK. */
function refuseSigned(incoming: Incoming, route: Route, parts: GateParts): Answer | undefined {
  const refusal = refuseSignature(incoming, parts);
  if (refusal || route.kind === 'projects') return refusal;
  const isConsistent = incoming.headers['x-project-id'] === route.projectId;
  return isConsistent ? undefined : gatewayError(403, 'APIGW.0310', 'The project is unavailable.');
}

function refuseProject(route: Route, account: Account): Answer | undefined {
  if (!/^[0-9a-f]{32}$/.test(route.projectId ?? '')) return ddsError('DBS.280408');
  return route.projectId === account.project.id ? undefined : ddsError('DBS.200604');
}

function mustBeUpdated(): Answer {
  return gatewayError(401, 'APIGW.0307', 'The token must be updated.');
}
