import { expect, test } from '@jest/globals';
import { excuseOf } from '../../../src/sandbox/running/excuse.ts';

const bot = { view: () => ({ isRunning: true, isStarting: false, says: '' }) };
const parts = { bot, troubles: { anyOn: () => false } };
const event = { request: 'R1', by: 'U1', at: '2026-11-24T02:00:00.000Z', prev: '', hash: '' };
const requested = { ...event, seq: 1, event: 'requested', target: 'gone' };
const approved = { ...event, seq: 2, event: 'approved', by: 'U2' };
const closed = { ...event, seq: 3, event: 'closed', by: 'bot', reason: 'expired' };

test('an open request of a target that the bot is not told of excuses, until it ends', () => {
  const open = { ...parts, clouds: new Map(), journal: [requested, approved] };
  expect(excuseOf(open)).toContain('A request is open in gone');
  expect(excuseOf({ ...open, journal: [requested, approved, closed] })).toBeNull();
});

test('an open request of a target that the bot is told of excuses nothing', () => {
  const clouds = { has: (target: string) => target === 'gone' };
  expect(excuseOf({ ...parts, clouds, journal: [requested, approved] })).toBeNull();
});
