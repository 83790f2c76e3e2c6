import type { Down } from '../../src/sandbox/witness/evidence.ts';
import type { Stage } from '../journeys/stage.ts';
import type { Dice } from './dice.ts';

/** Lets people act, or Slack be down, never both: what nobody can click is no click lost. */
export interface Gate {
  /** Acts, as soon as it is open. */
  act(what: () => Promise<unknown>): Promise<void>;
  /** Waits for the acts that go on, then does this while none begins. */
  shutFor(what: () => Promise<void>): Promise<void>;
}

export function createGate(): Gate {
  const acting = new Set<Promise<unknown>>();
  let shut: Promise<void> | null = null;
  return {
    async act(what) {
      // Whoever shut it is told of what failed meanwhile.
      while (shut !== null) await shut.catch(() => undefined);
      const acted = what();
      acting.add(acted);
      await acted.finally(() => acting.delete(acted));
    },
    async shutFor(what) {
      shut = Promise.allSettled(acting).then(what);
      await shut.finally(() => {
        shut = null;
      });
    },
  };
}

/** By the world's clock. */
const LONGEST_OUTAGE_MS = 90_000;

/** The bot's longest pause between two tries is ten seconds; real milliseconds, as these are. */
const RECONNECTED_WITHIN_MS = 60_000;

/** Slack neither takes nor brings anything for a while; answers when that was. */
export async function outage(
  { slack, now, untilAfter }: Stage,
  dice: Dice,
  transport: 'socket' | 'http',
): Promise<Down> {
  const ms = dice.below(LONGEST_OUTAGE_MS);
  const refusals = dice.chance(0.3) ? 1 : 0;
  const from = now();
  slack.outage(true);
  await untilAfter(new Date(from.getTime() + ms));
  if (transport === 'socket' && refusals > 0) slack.invalidAuthOnNextConnectionsOpen(refusals);
  slack.outage(false);
  const isReached = () => transport === 'http' || slack.connected() > 0;
  await slack.until(isReached, RECONNECTED_WITHIN_MS);
  return { from, until: now() };
}
