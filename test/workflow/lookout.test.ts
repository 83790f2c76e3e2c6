import { beforeEach, expect, test } from '@jest/globals';
import { lookPaceFor } from '../../src/workflow/look-pace.ts';
import { createLookout, type Lookout } from '../../src/workflow/lookout.ts';
import { afterNoon, aTask, NOON } from '../request/events.ts';
import { aRequest } from '../request/facts.ts';
import { createFakeDds, type FakeDds } from './fakes.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

let clock: ManualClock;
let dds: FakeDds;
let lookout: Lookout;
beforeEach(() => {
  clock = createManualClock(NOON);
  dds = createFakeDds(aTask(), clock);
  lookout = createLookout({
    ...{ target: dds, clock, pace: lookPaceFor(60) },
    sight: () => undefined,
    onBroken: () => undefined,
    onWent: () => undefined,
  });
});

/** Not looked at for an hour. */
function add(id: string): void {
  lookout.add({ ...aRequest('pending'), id, askedAt: afterNoon(-3600) });
}

const lists = () => dds.lists.map(({ at }) => (at.getTime() - NOON.getTime()) / 1000);

test('what was not looked at for long is looked at once, and after 15 s again for what came too late', async () => {
  add('r1');
  await clock.advance(1000);
  add('r2');
  await clock.advance(14_000);
  expect(lists()).toEqual([0, 15]);
  await clock.advance(59_000);
  expect(lists()).toEqual([0, 15]);
});

test('there is never a look beside another one, however long that takes', async () => {
  dds.gate = new Promise(() => undefined);
  add('r1');
  await clock.advance(1000);
  add('r2');
  await clock.advance(600_000);
  expect(lists()).toEqual([0]);
});
