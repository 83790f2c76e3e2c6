import { expect, test } from '@jest/globals';
import { watchHeldUp } from './held-up.ts';
import { cameTrue } from './until.ts';

const BLOCKED_MS = 150;

test('what blocks the thread is measured, to its length', async () => {
  const heldUp = watchHeldUp();
  try {
    expect(await cameTrue(() => heldUp.longestMs() > 0, 2_000)).toBe(true);
    const until = performance.now() + BLOCKED_MS;
    while (performance.now() < until);
    const isMeasured = () => heldUp.longestMs() > BLOCKED_MS - 10;
    expect(await cameTrue(isMeasured, 2_000)).toBe(true);
  } finally {
    heldUp.close();
  }
});
