import { ageMs, type Moment, momentOf } from '../../workflow/moment.ts';
import type { Clock } from '../../workflow/ports.ts';
import { NetworkFault } from '../web/network-fault.ts';
import { DirectoryError } from './directory-error.ts';

/** A read-through cache in front of a question to Slack. */
export interface Fresh<V> {
  /**
   * An answer asked for no longer than the time-to-live ago. Rejects as the question does, and with a
   * `DirectoryError` where the answer took longer than that.
   */
  get(key: string): Promise<V>;
}

interface FreshOptions<V> {
  readonly ask: (key: string) => Promise<V>;
  readonly clock: Clock;
  readonly ttlMs: number;
  /** Most answers kept; the one asked for longest ago goes first. */
  readonly most: number;
  /** Whether an answer may be kept at all. */
  readonly keeps?: (answer: V) => boolean;
}

interface Asked<V> {
  readonly beganAt: Moment;
  readonly answer: Promise<V>;
}

/**
 * Callers who ask at the same time share one question. The age of an answer counts from when the
 * question began, for what it tells may have been read then. A question that failed is forgotten.
 */
export function createFresh<V>({
  ask,
  clock,
  ttlMs,
  most,
  keeps = () => true,
}: FreshOptions<V>): Fresh<V> {
  const asked = new Map<string, Asked<V>>();

  function isFresh({ beganAt }: Asked<V>): boolean {
    return ageMs(beganAt, clock) <= ttlMs;
  }

  function begin(key: string): Asked<V> {
    const question = { beganAt: momentOf(clock), answer: ask(key) };
    asked.delete(key);
    if (asked.size >= most) forgetOldest(asked);
    asked.set(key, question);
    const forget = () => {
      if (asked.get(key) === question) asked.delete(key);
    };
    question.answer.then((answer) => keeps(answer) || forget(), forget);
    return question;
  }

  return {
    async get(key) {
      const known = asked.get(key);
      const question = known !== undefined && isFresh(known) ? known : begin(key);
      const answer = await question.answer;
      if (!isFresh(question)) throw new DirectoryError(TOO_SLOW, { cause: timeOut() });
      return answer;
    },
  };
}

const TOO_SLOW = 'Slack took too long to answer';

function timeOut(): NetworkFault {
  return new NetworkFault('time-out', false);
}

function forgetOldest(asked: Map<string, unknown>): void {
  const [oldest] = asked.keys();
  if (oldest !== undefined) asked.delete(oldest);
}
