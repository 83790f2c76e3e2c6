import { expect, test } from '@jest/globals';
import { claimEffect } from '../../src/request/claim.ts';
import type { EventType } from '../../src/request/event.ts';

const EFFECTS: Readonly<Record<EventType, ReturnType<typeof claimEffect>>> = {
  requested: 'take',
  retried: 'take',
  task_changed: 'keep',
  approved: 'keep',
  emergency_approved: 'keep',
  attempted: 'keep',
  unknown: 'keep',
  reminded: 'keep',
  rejected: 'release',
  withdrawn: 'release',
  closed: 'release',
  cancelled: 'release',
  not_cancelled: 'release',
};

test.each(Object.entries(EFFECTS))('%s does this to the claim: %s', (event, effect) => {
  expect(claimEffect(event as EventType)).toBe(effect);
});
