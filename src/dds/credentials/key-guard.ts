import type { Clock } from '../../workflow/ports.ts';
import { type Faulted, ownFault } from '../fault.ts';
import type { Verdict } from './grant.ts';

/**
 * More than five failed signatures in a row lock a key for five minutes, for all who use it
 * (Huawei's API Gateway FAQ, apig-faq-0003).
 */
const REFUSED_PAUSE_MS = 5 * 60_000;

/** Keeps a key that does not work from being locked. */
export interface KeyGuard {
  /** Resolves when a call with this key may be made; what it answers must be told how that went. */
  enter(accessKey: string): Promise<((verdict: Verdict) => void) | Faulted>;
}

/**
 * While it is not known whether a key works, one call at a time is made with it: ten at once would
 * lock it. After a refusal none is made for five minutes.
 */
export function createKeyGuard(clock: Clock): KeyGuard {
  let working: string | null = null;
  let refused: { readonly accessKey: string; readonly at: Date; readonly since: number } | null =
    null;
  let trial: Promise<void> | null = null;

  function learn(accessKey: string, verdict: Verdict): void {
    if (verdict === 'accepted') working = accessKey;
    if (verdict !== 'refused') return;
    refused = { accessKey, at: clock.now(), since: clock.steady() };
    if (working === accessKey) working = null;
  }

  function refusedPause(accessKey: string): Faulted | null {
    if (refused?.accessKey !== accessKey) return null;
    const leftMs = refused.since + REFUSED_PAUSE_MS - clock.steady();
    return leftMs > 0 ? ownFault('authentication', pauseSentence(refused.at), leftMs) : null;
  }

  return {
    enter: async (accessKey) => {
      while (trial !== null && working !== accessKey && refusedPause(accessKey) === null) {
        await trial;
      }
      const pause = refusedPause(accessKey);
      if (pause !== null) return pause;
      if (working === accessKey) return (verdict) => learn(accessKey, verdict);
      const { promise, resolve } = withResolver();
      trial = promise;
      return (verdict) => {
        learn(accessKey, verdict);
        trial = null;
        resolve();
      };
    },
  };
}

function pauseSentence(at: Date): string {
  const time = at.toISOString().slice(11, 19);
  return `The access key was refused at ${time} UTC. No call is made with it for five minutes, because a few more failures would lock it.`;
}

function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
