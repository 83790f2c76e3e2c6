import type { DdsFault } from '../request/task.ts';
import type { Faulted } from './fault.ts';

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 500;
/** Nobody waits in Slack for longer; what asks for more is reported instead. */
const LONGEST_PAUSE_MS = 10_000;

/** Faults that may be over a moment later. The rest would only be told again. */
const PASSING: ReadonlySet<DdsFault['kind']> = new Set([
  'throttled',
  'no connection',
  'timed out',
  'connection lost',
  'server',
]);

/**
 * Makes the attempt up to three times while its fault is one that passes. Each attempt takes its
 * own room in the limiter, so a repeat counts like any other call.
 */
export async function withRetries<T extends { readonly faulted: Faulted | null }>(
  attempt: () => Promise<T>,
  pause: (ms: number) => Promise<void>,
): Promise<T> {
  for (let made = 1; ; made += 1) {
    const result = await attempt();
    const pauseMs = result.faulted && pauseBefore(made, result.faulted, Math.random);
    if (pauseMs === null || made === ATTEMPTS) return result;
    await pause(pauseMs);
  }
}

/** How long to wait after the attempt with this number; `null`: do not try again. */
export function pauseBefore(
  made: number,
  { fault, retryAfterMs }: Faulted,
  random: () => number,
): number | null {
  if (!PASSING.has(fault.kind)) return null;
  if (retryAfterMs !== null && retryAfterMs > LONGEST_PAUSE_MS) return null;
  const backOffMs = FIRST_PAUSE_MS * 2 ** (made - 1);
  // Half of it fixed, half by chance, so that those who failed together do not return together.
  return (retryAfterMs ?? backOffMs / 2) + (random() * backOffMs) / 2;
}
