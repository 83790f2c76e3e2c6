import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 10;

/** Asks until that is so; tells whether it came to it within so many real milliseconds. */
export async function cameTrue(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = EVERY_MS,
): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) return false;
    await pause(everyMs);
  }
  return true;
}
