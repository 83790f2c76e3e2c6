import { describe, expect, test } from '@jest/globals';
import type { Sabotage } from '../killed/sabotage.ts';
import type { Journey } from './journey.ts';
import { JOURNEYS } from './journeys.ts';
import type { Point } from './point.ts';
import { sweep, unharmed } from './sweep.ts';

/** One point of so many is tried here, and each of them by `npm run torture`. */
const ONE_OF = 20;
const SEED = 3;
test('a bot that is killed goes on in its next life, and nobody is told anything twice or wrong', async () => {
  const journey = called('cancelled');
  const { points } = await unharmed(journey);
  const some = points.filter((_, index) => index % ONE_OF === SEED);

  const swept = await sweep(journey, some);

  expect(swept.filter(({ findings }) => findings.length > 0)).toEqual([]);
  // Which calls there are depends a little on who is faster.
  expect(swept.filter(({ isReached }) => isReached).length).toBeGreaterThan(some.length / 2);
  expect(some.length).toBeGreaterThan(3);
}, 120_000);

test('a bot that is killed once more while it starts is followed by one that ends it all', async () => {
  const points = (['before', 'after'] as const).map((when) => ({
    ...{ call: 'journal.unfinished', nth: 1, when },
  }));

  const swept = await sweep(called('start with an approval'), points);

  expect(swept).toEqual(points.map((point) => ({ point, isReached: true, findings: [] })));
}, 120_000);

describe('what would be found', () => {
  const at = (call: string, when: 'before' | 'after', nth = 1): Point => ({ call, nth, when });
  test.concurrent.each<[Sabotage, string, Point, RegExp]>([
    [
      'an append is lost',
      'cancelled',
      at('directory.place', 'before'),
      /came while it was approved/,
    ],
    ['no recovery', 'cancelled', at('journal.append', 'after', 2), /is stuck in approved/],
    [
      'no look-up',
      'withdrawn',
      at('announcer.postTrail', 'after'),
      /its trail tells the events 1,1/,
    ],
    ['no look-up', 'withdrawn', at('announcer.postCard', 'after'), /it has 2 cards/],
    [
      'no read-back',
      'reply of the DELETE lost',
      at('directory.place', 'before'),
      /Pending.* is untrue: DDS held Canceled/,
    ],
    [
      'attempted after the DELETE',
      'cancelled',
      at('directory.place', 'before'),
      /came while it was approved/,
    ],
  ])(
    '%s',
    async (sabotage, name, point, found) => {
      const [swept] = await sweep(called(name), [point], { sabotage, patienceMs: 4_000 });
      expect(swept?.isReached).toBe(true);
      expect(swept?.findings.map(({ what }) => what)).toContainEqual(expect.stringMatching(found));
    },
    60_000,
  );
});

function called(wanted: string): Journey {
  const journey = JOURNEYS.find(({ name }) => name === wanted);
  if (journey === undefined) throw new Error(`There is no journey ${wanted}`);
  return journey;
}
