import { afterEach } from '@jest/globals';

const dateNow = Date.now;
afterEach(() => {
  Date.now = dateNow;
});

export const HOUR_MS = 60 * 60_000;

/** Somebody sets the machine's clock, until the test ends; no time passes. */
export function setDate(byMs: number): void {
  Date.now = () => dateNow() + byMs;
}
