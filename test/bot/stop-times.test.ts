import { expect, test } from '@jest/globals';
import { STOP_MS } from '../../src/bot/stop-times.ts';

test('the parts of a stop, each at its longest, leave time before it is cut off, and that before a SIGKILL', () => {
  const { listeners, answers, steps, connections, atMost } = STOP_MS;
  expect(listeners + answers + steps + connections).toBeLessThanOrEqual(atMost - 1_000);
  expect(atMost).toBeLessThan(10_000);
});
