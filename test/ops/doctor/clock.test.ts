import { expect, test } from '@jest/globals';
import { aheadMs } from '../../../src/ops/doctor/clock.ts';

const SENT = new Date('2026-01-31T12:00:00.700Z');

/** What a call of four seconds tells, answered with this time of day. */
function ahead(time: string): number | null {
  const answeredAt = new Date(SENT.getTime() + 4_000);
  return aheadMs({ date: `Sat, 31 Jan 2026 ${time} GMT`, sentAt: SENT, answeredAt });
}

test('a date within the call tells of no difference, however slow the call was', () => {
  expect([ahead('12:00:00'), ahead('12:00:02'), ahead('12:00:05')]).toEqual([0, 0, 0]);
});

test('what the call cannot explain is the difference', () => {
  expect(ahead('11:59:00')).toBe(60_700);
  expect(ahead('12:05:00')).toBe(-295_300);
});

test('what is no date tells nothing', () => {
  expect(ahead('soon')).toBeNull();
});
