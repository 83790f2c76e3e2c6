import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../src/request/fold.ts';
import { remindAt } from '../../src/request/reminder.ts';
import { type Act, afterNoon, asked, aTask, story } from './events.ts';
import { aRequest, STATES } from './facts.ts';

/** Asked at noon, open for an hour, for a task planned so many seconds after noon. */
function remindedAt(start: number | string | null, now = 1, ...after: readonly Act[]) {
  const plannedStart = typeof start === 'number' ? afterNoon(start).toISOString() : start;
  const request = fold(story([asked({ task: aTask({ plannedStart }) }), ...after]));
  return remindAt(request, afterNoon(now));
}

describe('a pending request is reminded of', () => {
  test.each([
    ['half-way to the expiry', null, 1800],
    ['half-way, where the planned start does not parse', 'soon', 1800],
    ['half-way, where the task is planned for after the expiry', 3600, 1800],
    ['half-way, where the start is still far by then', 3000, 1800],
    ['ten minutes before the planned start, where that is earlier', 1500, 900],
    ['half-way to a start within twenty minutes', 600, 300],
    ['half-way, where the start had passed before it was asked', -60, 1800],
  ])('%s', (_when, start, seconds) => {
    expect(remindedAt(start)).toEqual(afterNoon(seconds));
  });

  test('half-way again, where a bot that was down comes back after the planned start', () => {
    expect(remindedAt(1500, 1499)).toEqual(afterNoon(900));
    expect(remindedAt(1500, 1500)).toEqual(afterNoon(1800));
  });

  test('once, also when the task changed since', () => {
    const reminded: Act = ['bot', 1800, { event: 'reminded' }];
    const changed: Act = ['bot', 1900, { event: 'task_changed', task: aTask({ kind: 'REBOOT' }) }];
    expect(remindedAt(null, 2000, reminded)).toBeNull();
    expect(remindedAt(null, 2000, reminded, changed)).toBeNull();
  });

  test('and no other one ever is', () => {
    const reminded = STATES.filter((state) => remindAt(aRequest(state), afterNoon(1)) !== null);
    expect(reminded).toEqual(['pending']);
  });
});

test('whenever a task is planned, the reminder comes between asking and expiry, and before a start that is ahead', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -7200, max: 7200 }),
      fc.integer({ min: 0, max: 3599 }),
      (start, now) => {
        const at = remindedAt(start, now)?.getTime() ?? 0;
        expect(at).toBeGreaterThan(afterNoon(0).getTime());
        expect(at).toBeLessThanOrEqual(afterNoon(1800).getTime());
        if (start > 0 && start > now) expect(at).toBeLessThan(afterNoon(start).getTime());
      },
    ),
  );
});
