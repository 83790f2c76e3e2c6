import { describe, expect, test } from '@jest/globals';
import { isChanged } from '../../src/request/fingerprint.ts';
import type { ScheduledTask } from '../../src/request/task.ts';
import { aTask } from './events.ts';

const CHANGES: readonly Partial<ScheduledTask>[] = [
  { target: 'eu-west-101' },
  { id: '00000000-c196-4791-bcd0-b45fde754f50' },
  { kind: 'REBOOT' },
  { instanceId: 'another' },
  { plannedStart: '2026-01-31T18:01:00.001Z' },
  { plannedStart: '2026-01-31T17:58:59.999Z' },
];
const NO_CHANGES: readonly Partial<ScheduledTask>[] = [
  {},
  { status: 'Running' },
  { instanceName: 'renamed' },
  { instanceStatus: 'backing up' },
  { createdAt: null },
  { plannedStart: '2026-01-31T18:01:00.000Z' },
  { plannedStart: null },
];

describe('what people approved', () => {
  test.each(CHANGES)('is another thing with %j', (patch) => {
    expect(isChanged(aTask(), aTask(patch))).toBe(true);
  });

  test.each(NO_CHANGES)('is the same thing with %j', (patch) => {
    expect(isChanged(aTask(), aTask(patch))).toBe(false);
    expect(isChanged(aTask(patch), aTask())).toBe(false);
  });
});
