/** How a check went. `skipped`: nothing can be said of it, here or after what failed before. */
export type Result = 'ok' | 'warn' | 'fail' | 'skipped';

/** One thing that was looked at. */
export interface Check {
  /** For machines, stable between versions, e.g. `slack.bot-token`. */
  readonly id: string;
  readonly result: Result;
  /** What it is about and what was found, in one sentence. */
  readonly said: string;
  /** What to do next; `null` where there is nothing to do. */
  readonly next: string | null;
}

/** All that a doctor found. */
export interface Report {
  /** Nothing failed; warnings there may be. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export function reportOf(checks: readonly Check[]): Report {
  return { ok: checks.every(({ result }) => result !== 'fail'), checks };
}

export function ok(id: string, said: string): Check {
  return { id, result: 'ok', said, next: null };
}

export function warn(id: string, said: string, next: string): Check {
  return { id, result: 'warn', said, next };
}

export function fail(id: string, said: string, next: string): Check {
  return { id, result: 'fail', said, next };
}

export function skipped(id: string, said: string, next: string | null = null): Check {
  return { id, result: 'skipped', said, next };
}
