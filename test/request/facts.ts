import type { CancelRequest, RequestState } from '../../src/request/cancel-request.ts';
import { fold } from '../../src/request/fold.ts';
import type { DdsFault } from '../../src/request/task.ts';
import { type Act, approved, asked, attempted, story } from './events.ts';

export function aFault(patch: Partial<DdsFault> = {}): DdsFault {
  return {
    ...{ kind: 'timed out', status: null, code: null },
    ...{ message: 'No answer in 10000 ms.', callId: null },
    ...patch,
  };
}

const NOT_CANCELLED: Act = ['bot', 70, { event: 'not_cancelled', status: 'Pending', fault: null }];
const TRIED = [approved(), attempted()];

/** What happened to a request of each state after it was asked. */
const ROADS: Readonly<Record<RequestState | 'retried', readonly Act[]>> = {
  pending: [],
  approved: [approved()],
  cancelling: TRIED,
  cancelled: [...TRIED, ['bot', 70, { event: 'cancelled', how: 'confirmed', callId: 'id-1' }]],
  'not cancelled': [...TRIED, NOT_CANCELLED],
  unknown: [...TRIED, ['bot', 70, { event: 'unknown', fault: null }]],
  rejected: [['U_LEAD', 70, { event: 'rejected', reason: 'not today' }]],
  withdrawn: [['U_ASKER', 70, { event: 'withdrawn' }]],
  closed: [['bot', 70, { event: 'closed', reason: 'started', status: 'Running' }]],
  retried: [...TRIED, NOT_CANCELLED, ['U_ASKER', 80, { event: 'retried' }]],
};
export const STATES = Object.keys(ROADS) as readonly (keyof typeof ROADS)[];

/** A request of this state; `retried` is approved again after *Try again*. */
export function aRequest(state: keyof typeof ROADS, opening: Act = asked()): CancelRequest {
  return fold(story([opening, ...ROADS[state]]));
}
