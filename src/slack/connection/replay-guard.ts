/** Remembers what has come in: signed requests by their signature, envelopes by their id. */
export interface ReplayGuard {
  /** Whether this is new; remembers it. */
  isNew(id: string): boolean;
  /** So that what could not be processed may come again. */
  forget(id: string): void;
}

/** Slack's timestamp may lie five minutes back or ahead, so after this a replay is stale anyway. */
const REMEMBER_MS = 10 * 60_000;
/** Only what Slack itself sends comes in here, and it would have to be more than 80 a second. */
const MOST = 50_000;

export function createReplayGuard(now: () => Date, most = MOST): ReplayGuard {
  // In the order they came, so the oldest are found at the front.
  const seen = new Map<string, number>();

  function forgetOld(nowMs: number): void {
    for (const [id, at] of seen) {
      if (nowMs - at <= REMEMBER_MS && seen.size < most) return;
      seen.delete(id);
    }
  }

  return {
    isNew(id) {
      const nowMs = now().getTime();
      forgetOld(nowMs);
      if (seen.has(id)) return false;
      seen.set(id, nowMs);
      return true;
    },
    forget: (id) => void seen.delete(id),
  };
}
