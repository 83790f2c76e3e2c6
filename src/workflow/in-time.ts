import type { Clock } from './ports.ts';

/** What an answer comes to, or `otherwise` where it has not come within so many milliseconds. */
export async function inTime<T, U>(
  answer: Promise<T>,
  ms: number,
  otherwise: U,
  clock: Clock,
): Promise<T | U> {
  let callOff = (): void => undefined;
  const late = new Promise<U>((resolve) => {
    callOff = clock.after(ms, () => resolve(otherwise));
  });
  return await Promise.race([answer, late]).finally(() => callOff());
}
