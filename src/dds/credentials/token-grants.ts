import type { Clock } from '../../workflow/ports.ts';
import { type Faulted, ownFault } from '../fault.ts';
import type { Grant, GrantSource } from './grant.ts';
import { renewed } from './renewed.ts';
import type { Token } from './sign-in.ts';

/** A token lives 24 h and must have "enough time left before use". */
const RENEW_BEFORE_END_MS = 10 * 60_000;
/** A few refused passwords lock the account, and each try prolongs that. */
const REFUSED_PAUSE_MS = 5 * 60_000;

interface HeldToken extends Token {
  /** Fetched because DDS refused the one before. */
  readonly afterRefusal: boolean;
  /** Methods DDS has accepted it for since. */
  readonly provenFor: Set<string>;
}

/**
 * Grants by IAM token. A 401 drops the token and is worth one repeat; a 401 for a token that was
 * fetched because of a 401 is not: it then means another region, or a user without rights.
 */
export function createTokenGrants(
  signIn: () => Promise<Token | Faulted>,
  clock: Clock,
): GrantSource {
  let refusedBefore = false;
  let passwordRefused: { readonly at: Date; readonly since: number } | null = null;

  async function fetchToken(): Promise<HeldToken | Faulted> {
    if (passwordRefused !== null) {
      const { at, since } = passwordRefused;
      const leftMs = since + REFUSED_PAUSE_MS - clock.steady();
      if (leftMs > 0) return ownFault('authentication', pauseSentence(at), leftMs);
    }
    const token = await signIn();
    if ('fault' in token) {
      if (token.fault.status === 401) passwordRefused = { at: clock.now(), since: clock.steady() };
      return token;
    }
    const afterRefusal = refusedBefore;
    refusedBefore = false;
    return { ...token, afterRefusal, provenFor: new Set() };
  }

  const tokens = renewed(fetchToken, RENEW_BEFORE_END_MS, clock);

  function grantBy(token: HeldToken): Grant {
    return {
      projectId: token.projectId,
      secrets: [token.value],
      headersFor: () => ({ 'X-Auth-Token': token.value, 'X-Project-Id': token.projectId }),
      settle: (verdict, method) => {
        if (verdict === 'accepted') token.provenFor.add(method);
        if (verdict !== 'refused') return false;
        // Not where another call's refusal has dropped it before: the next token may be there already.
        if (tokens.drop(token)) refusedBefore = true;
        return !token.afterRefusal || token.provenFor.has(method);
      },
    };
  }

  return {
    grant: async () => {
      const token = await tokens.get();
      return 'fault' in token ? token : grantBy(token);
    },
  };
}

function pauseSentence(at: Date): string {
  const time = at.toISOString().slice(11, 19);
  return `IAM refused name or password at ${time} UTC. No sign-in is tried for five minutes, because a few more failures would lock the account.`;
}
