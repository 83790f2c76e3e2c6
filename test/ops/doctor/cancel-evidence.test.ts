import { expect, test } from '@jest/globals';
import { collectCancelEvidence } from '../../../src/ops/doctor/cancel-evidence.ts';
import { type Act, approved, asked, attempted, story } from '../../request/events.ts';

test('of requests that overlap, the latest evidence counts, and not the last in the journal', () => {
  const confirmed: Act = ['bot', 300, { event: 'cancelled', how: 'confirmed', callId: null }];
  const message = 'no permission';
  const fault = { kind: 'permission', status: 403, code: null, message, callId: null } as const;
  const refused: Act = ['bot', 120, { event: 'not_cancelled', status: 'Pending', fault }];
  const { note, found } = collectCancelEvidence();
  for (const end of [confirmed, refused])
    for (const event of story([asked(), approved(), attempted(), end], `r${end[1]}`)) note(event);
  expect([...found]).toEqual([
    ['ap-southeast-1', { was: 'taken', at: '2026-01-31T12:05:00.000Z' }],
  ]);
});
