/** Remembers which signed requests have been seen. */
export interface ReplayGuard {
  /** Whether this signature is new; remembers it. */
  isNew(signature: string): boolean;
  /** So that a request which could not be processed may come again. */
  forget(signature: string): void;
}

/** Slack's timestamp may lie five minutes back or ahead, so after this a replay is stale anyway. */
const REMEMBER_MS = 10 * 60_000;
/** Only valid signatures come in here, so Slack itself would have to send more than 80 a second. */
const MOST = 50_000;

export function createReplayGuard(now: () => Date, most = MOST): ReplayGuard {
  // In the order they came, so the oldest are found at the front.
  const seen = new Map<string, number>();

  function forgetOld(nowMs: number): void {
    for (const [signature, at] of seen) {
      if (nowMs - at <= REMEMBER_MS && seen.size < most) return;
      seen.delete(signature);
    }
  }

  return {
    isNew(signature) {
      const nowMs = now().getTime();
      forgetOld(nowMs);
      if (seen.has(signature)) return false;
      seen.set(signature, nowMs);
      return true;
    },
    forget: (signature) => void seen.delete(signature),
  };
}
