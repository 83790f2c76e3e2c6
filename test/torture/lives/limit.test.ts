import { expect, test } from '@jest/globals';
import { fullestInALife } from './limit.ts';

const at = (seconds: number) => ({ at: new Date(seconds * 1_000) });
const EXACT = { coarseMs: 0, onTheWayMs: 0 };
const calls = [0, 10, 59, 60, 100].map(at);

test('the fullest 60 seconds are counted, wherever they begin', () => {
  expect(fullestInALife(calls, [], EXACT)).toBe(3);
  expect(fullestInALife([...calls, at(69)], [], EXACT)).toBe(4);
  expect(fullestInALife([], [], EXACT)).toBe(0);
});

test('a life that has ended leaves nothing to the next, but what was on its way', () => {
  const downs = [{ from: new Date(9_500), until: new Date(9_600) }];
  expect(fullestInALife([0, 1, 2, 10, 59].map(at), downs, EXACT)).toBe(3);
  expect(fullestInALife([0, 1, 2, 10, 59].map(at), downs, { ...EXACT, onTheWayMs: 1_000 })).toBe(4);
});

test('a little less than a minute is as good as one where clocks are coarse', () => {
  expect(fullestInALife([0, 59.9].map(at), [], { ...EXACT, coarseMs: 200 })).toBe(1);
  expect(fullestInALife([0, 59.7].map(at), [], { ...EXACT, coarseMs: 200 })).toBe(2);
});
