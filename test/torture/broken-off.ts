import type { Finding } from '../../src/sandbox/witness/witness.ts';

/** A trial that threw: how it would have ended, nobody knows, so it counts as stuck. */
export function brokenOff(fault: unknown): Finding {
  return { kind: 'stuck', what: fault instanceof Error ? String(fault.stack) : String(fault) };
}
