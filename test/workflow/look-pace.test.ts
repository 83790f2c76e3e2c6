import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookDueAt, lookPaceFor, pauseAfter } from '../../src/workflow/look-pace.ts';
import { afterNoon } from '../request/events.ts';

const MINUTE_MS = 60_000;
const PACE = lookPaceFor(60);
const at = (seconds: number) => afterNoon(seconds).getTime();
const due = (seen: number, start: number | null) =>
  lookDueAt(at(seen), start === null ? null : afterNoon(start).toISOString(), PACE);

describe('a task is looked at again', () => {
  test('a minute after it was seen last', () => {
    expect(due(0, null)).toBe(at(60));
    expect(due(0, 7200)).toBe(at(60));
  });

  test('every 15 s from ten minutes before its planned start to ten minutes after it', () => {
    expect(due(0, 630)).toBe(at(30));
    expect(due(0, 600)).toBe(at(15));
    expect(due(0, 0)).toBe(at(15));
    expect(due(599, 0)).toBe(at(614));
    expect(due(600, 0)).toBe(at(660));
  });

  test('a minute later too where its planned start does not parse', () => {
    expect(lookDueAt(at(0), 'soon', PACE)).toBe(at(60));
  });
});

test('no more looks begin than a tenth of the calls that a target allows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 10_000 }),
      fc.option(fc.integer({ min: -3600, max: 3600 })),
      (callsPerMinute, start) => {
        const plannedStart = start === null ? null : afterNoon(start).toISOString();
        const pause = lookDueAt(at(0), plannedStart, lookPaceFor(callsPerMinute)) - at(0);
        expect(MINUTE_MS / pause).toBeLessThanOrEqual(callsPerMinute / 10 + 1e-9);
        expect(pause).toBeGreaterThanOrEqual(15_000);
      },
    ),
  );
});

test('looks that fail are held back longer and longer, up to five minutes', () => {
  expect([1, 2, 3, 4, 5, 99].map((failures) => pauseAfter(failures, PACE) / MINUTE_MS)).toEqual([
    ...[1, 2, 4, 5, 5, 5],
  ]);
  // A target with few calls is asked no more often than otherwise.
  expect(pauseAfter(1, lookPaceFor(2))).toBe(5 * MINUTE_MS);
});
