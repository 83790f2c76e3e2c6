import { type CancelRequest, isEnded } from '../request/cancel-request.ts';
import { ageMs, type Moment } from './moment.ts';
import type { Clock } from './ports.ts';

type Dated = Pick<CancelRequest, 'id' | 'lastAt' | 'state'>;

/** So many are kept of those that may rest for ever; who comes back after that has the clock's time, as after a restart. */
const MOST_RESTING = 1_000;

/** The time of each request, whatever is done to the machine's clock meanwhile. */
export interface OwnTime {
  /** Never before the request's last event, never back, and never slower than time passes; follows the clock forward. */
  now(request: Dated): Date;
  /** When that moment of the steady clock will be in the request's own time, as the clock is set now. */
  at(moment: number, request: Dated): Date;
  /** When that was in the request's own time, at the earliest. */
  before(moment: Moment, request: Dated): Date;
  /** What the machine's clock will show at that moment of the request's own time, as it is set now. */
  shownAt(own: Date, request: Dated): Date;
}

/**
 * A clock that is set back must not give an expired request another hour, nor hold a decided one
 * until it has caught up; a new request begins with the date as it is then.
 */
export function createOwnTime(clock: Clock): OwnTime {
  /** How far the time of each is ahead of the steady clock. */
  const known = new Map<string, number>();
  /** Those of them that only a person takes up again, the oldest first. */
  const resting = new Set<string>();

  function aheadOf({ id, lastAt, state }: Dated): number {
    const atLeast = Math.max(clock.now().getTime(), lastAt.getTime()) - clock.steady();
    const ahead = Math.max(known.get(id) ?? atLeast, atLeast);
    resting.delete(id);
    if (isEnded(state)) known.delete(id);
    else known.set(id, ahead);
    if (state === 'not cancelled' || state === 'unknown') rest(id);
    return ahead;
  }

  function rest(id: string): void {
    resting.add(id);
    const [oldest = id] = resting;
    if (resting.size <= MOST_RESTING) return;
    resting.delete(oldest);
    known.delete(oldest);
  }

  const at = (moment: number, request: Dated): Date => new Date(aheadOf(request) + moment);
  const now = (request: Dated): Date => at(clock.steady(), request);
  return {
    ...{ at, now },
    before: (moment, request) => new Date(now(request).getTime() - ageMs(moment, clock)),
    shownAt: (own, request) =>
      new Date(clock.now().getTime() + own.getTime() - now(request).getTime()),
  };
}
