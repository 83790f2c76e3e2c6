import { expect, test } from '@jest/globals';
import { wishOf } from './wish.ts';

test('each argument is taken as it is written', () => {
  const args = '--rounds 7 --seed 11 --at-once 3 --only crash'.split(' ');
  expect(wishOf([...args, '--at', 'cancelled/journal.append 2 after'])).toEqual({
    ...{ rounds: 7, seed: 11, atOnce: 3, only: 'crash' },
    at: 'cancelled/journal.append 2 after',
  });
});

test('without any, all parts run, from a seed of their own', () => {
  const wish = wishOf([]);
  expect(wish).toMatchObject({ rounds: 200, only: null, at: null });
  expect(wish.atOnce).toBeGreaterThan(0);
  const seeds = Array.from({ length: 100 }, () => wishOf([]).seed);
  expect(new Set(seeds).size).toBeGreaterThan(90);
  for (const seed of seeds) expect(wishOf(['--seed', String(seed)]).seed).toBe(seed);
});

test.each([
  [['--rounds', '0'], '--rounds 0 is no whole number above 0'],
  [['--rounds', '1.5'], '--rounds 1.5 is no'],
  [['--seed', 'x'], '--seed x is no'],
  [['--seed', '1234567890'], '--seed 1234567890 is no'],
  [['--at-once', ''], '--at-once  is no'],
  [['--round', '5'], "Unknown option '--round'"],
  [['crash'], "Unexpected argument 'crash'"],
])('%j is refused', (args, why) => {
  expect(() => wishOf(args)).toThrow(why);
});
