import { afterEach, expect, jest, test } from '@jest/globals';
import { createSystemClock } from '../../src/ops/system-clock.ts';

afterEach(() => void jest.restoreAllMocks());

const HOUR_MS = 3_600_000;
const systemClock = createSystemClock();

test('a wait of more than 24 days is not turned into none at all', async () => {
  const ended: string[] = [];
  const callOff = systemClock.after(30 * 24 * HOUR_MS, () => ended.push('long'));
  await new Promise<void>((resolve) => {
    systemClock.after(5, () => {
      ended.push('short');
      resolve();
    });
  });
  expect(ended).toEqual(['short']);
  callOff();
});

test('a wait that the date has overtaken ends, and only that one, and once', async () => {
  const ended: string[] = [];
  const callOffLonger = systemClock.after(3 * HOUR_MS, () => ended.push('longer'));
  const callOffOther = systemClock.after(HOUR_MS, () => ended.push('called off'));
  callOffOther();
  const overtaken = new Promise<void>((resolve) => {
    systemClock.after(HOUR_MS, () => {
      ended.push('overtaken');
      resolve();
    });
  });
  setForward(2 * HOUR_MS);
  await overtaken;
  expect(ended).toEqual(['overtaken']);
  callOffLonger();
});

test('a wait that another one calls off as both end is not acted on', async () => {
  const ended: string[] = [];
  let callOffSecond = (): void => undefined;
  const jumped = new Promise<void>((resolve) => {
    systemClock.after(HOUR_MS, () => {
      ended.push('first');
      callOffSecond();
      setImmediate(resolve);
    });
  });
  callOffSecond = systemClock.after(HOUR_MS, () => ended.push('second'));
  setForward(2 * HOUR_MS);
  await jumped;
  expect(ended).toEqual(['first']);
});

/** The machine's date is set forward. */
function setForward(ms: number): void {
  const { now } = Date;
  jest.spyOn(Date, 'now').mockImplementation(() => now() + ms);
}
