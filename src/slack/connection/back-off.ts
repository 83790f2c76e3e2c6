import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

/** How long to wait after so many failures in a row; half of it is chance, so that replicas spread. */
export function backOffMs(failures: number, chance: () => number = Math.random): number {
  if (failures === 0) return 0;
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
  return (waitMs / 2) * (1 + chance());
}

/** Waits, unless called off. */
export async function pause(ms: number, calledOff: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: calledOff }).catch(() => undefined);
}
