import type { Clock } from '../../src/workflow/ports.ts';

/** One call of DDS or Slack may take so long. */
export const TIMEOUT_MS = 10_000;
/** A call that its caller has given up may still arrive until this much later. */
const LATE_MS = 5_000;

/** What came, or after so long what stands for nothing having come. */
export function inTime<T>(
  clock: Clock,
  coming: Promise<T>,
  late: T,
  withinMs = TIMEOUT_MS,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(withinMs, () => resolve(late));
    coming.then(resolve, reject).finally(callOff);
  });
}

/** Runs `act` once: when it is called, or just before nobody need reckon with it any more. */
export function arrival(clock: Clock, act: () => void): () => void {
  let isThere = false;
  const arrive = () => {
    if (!isThere) act();
    isThere = true;
  };
  clock.after(TIMEOUT_MS + LATE_MS - 1, arrive);
  return arrive;
}
