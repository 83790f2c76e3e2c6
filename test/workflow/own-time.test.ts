import { expect, test } from '@jest/globals';
import { createOwnTime } from '../../src/workflow/own-time.ts';
import { NOON } from '../request/events.ts';
import { createManualClock } from './manual-clock.ts';

const HOUR_MS = 3_600_000;

/** Requests that rest, the clock having been set back after the first of them did. */
function afterSoMany(others: number, state: 'not cancelled' | 'unknown') {
  const clock = createManualClock(NOON);
  const time = createOwnTime(clock);
  const request = (id: number) => ({ id: `r${id}`, state, lastAt: new Date(+NOON - HOUR_MS) });
  time.now(request(0));
  clock.set(-HOUR_MS);
  for (let id = 1; id <= others; id += 1) time.now(request(id));
  return time.now({ ...request(0), state: 'approved' });
}

test.each(['not cancelled', 'unknown'] as const)(
  'a request that is %s keeps its time while it may be taken up again, and not for ever',
  (state) => {
    expect(afterSoMany(999, state)).toEqual(NOON);
    expect(afterSoMany(1_000, state)).toEqual(new Date(+NOON - HOUR_MS));
  },
);

test('a request that waits keeps it, however many others rest', () => {
  const clock = createManualClock(NOON);
  const time = createOwnTime(clock);
  const lastAt = new Date(+NOON - HOUR_MS);
  const waiting = { id: 'r0', state: 'pending', lastAt } as const;
  const rests = { id: 'r0', state: 'not cancelled', lastAt } as const;
  time.now(rests);
  time.now(waiting);
  clock.set(-HOUR_MS);
  for (let id = 1; id <= 2_000; id += 1) time.now({ ...rests, id: `r${id}` });
  expect(time.at(0, waiting)).toEqual(NOON);
});
