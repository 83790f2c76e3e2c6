import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { systemClock } from '../../src/ops/system-clock.ts';

test('a wait longer than any timer, as a Retry-After may ask for, is not over at once', async () => {
  let acted = false;
  const callOff = systemClock.after(2 ** 31, () => {
    acted = true;
  });
  await sleep(20);
  callOff();
  expect(acted).toBe(false);
});
