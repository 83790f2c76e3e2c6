/** Which calls a fault hits. `method` is a Web API method, `response_url`, or `*` for all of them. */
export interface FaultTarget {
  readonly method: string;
  /** Only calls whose `channel` argument is this one. */
  readonly channel?: string;
  /** How many calls, 1 by default; `Infinity` until cleared. */
  readonly times?: number;
}

/**
 * - `delayMs`: answered properly, but late
 * - `status`: that HTTP answer, nothing done
 * - `error`: `{ ok: false, error }`, nothing done
 * - `rateLimited`: 429 with Retry-After in seconds, nothing done
 * - `reset before`: the connection dies before anything is done
 * - `reset after commit`: done, then the connection dies
 * - `lost reply`: done, then no answer ever
 * - `hang`: no answer ever, nothing done
 * - `html page`: 200 with a proxy's page, nothing done
 */
export type Fault =
  | { readonly delayMs: number }
  | { readonly status: number; readonly body?: string }
  | { readonly error: string }
  | { readonly rateLimited: number }
  | 'reset before'
  | 'reset after commit'
  | 'lost reply'
  | 'hang'
  | 'html page';

export function rateLimited(retryAfterSeconds: number): Fault {
  return { rateLimited: retryAfterSeconds };
}

export interface Faults {
  /** Plans a fault; the returned function takes it away again. Earlier plans are used up first. */
  fail(target: FaultTarget, fault: Fault): () => void;
  clear(): void;
  /** The fault this call runs into, if any; counts it as used. */
  strike(method: string, channel: string | undefined): Fault | undefined;
}

export function createFaults(): Faults {
  const plans = new Set<{ target: FaultTarget; fault: Fault; left: number }>();
  return {
    fail: (target, fault) => {
      const plan = { target, fault, left: target.times ?? 1 };
      plans.add(plan);
      return () => plans.delete(plan);
    },
    clear: () => plans.clear(),
    strike: (method, channel) => {
      const plan = [...plans].find(({ target }) => hits(target, method, channel));
      if (plan === undefined) return undefined;
      plan.left -= 1;
      if (plan.left <= 0) plans.delete(plan);
      return plan.fault;
    },
  };
}

function hits(target: FaultTarget, method: string, channel: string | undefined): boolean {
  if (target.method !== '*' && target.method !== method) return false;
  return target.channel === undefined || target.channel === channel;
}
