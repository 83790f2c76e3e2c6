import type { Clock } from '../../workflow/ports.ts';
import type { Faulted } from '../fault.ts';

/** After a renewal failed while the old value is still good, the next is tried so much later. */
const RENEWAL_PAUSE_MS = 60_000;

interface Expiring {
  readonly expiresAt: Date;
}

/** A value that is fetched when it is first needed and again before it expires. */
export interface Renewed<T extends Expiring> {
  /** One fetch serves all who ask at the same time. */
  get(): Promise<T | Faulted>;
  /** Forgets this value, and says so; not where a newer one has replaced it. */
  drop(value: T): boolean;
}

/** `marginMs`: how long before its end a value is renewed. An older one serves while renewal fails. */
export function renewed<T extends Expiring>(
  fetchValue: () => Promise<T | Faulted>,
  marginMs: number,
  clock: Clock,
): Renewed<T> {
  let held: T | null = null;
  let renewAt = 0;
  let underWay: Promise<T | Faulted> | null = null;

  async function renew(): Promise<T | Faulted> {
    const value = await fetchValue();
    const now = clock.now().getTime();
    if (!('fault' in value)) {
      held = value;
      renewAt = value.expiresAt.getTime() - marginMs;
      return value;
    }
    if (held === null || held.expiresAt.getTime() <= now) return value;
    renewAt = now + RENEWAL_PAUSE_MS;
    return held;
  }

  return {
    get: async () => {
      if (held !== null && clock.now().getTime() < renewAt) return held;
      underWay ??= renew().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    drop: (value) => {
      const isHeld = held === value;
      if (isHeld) held = null;
      return isHeld;
    },
  };
}
