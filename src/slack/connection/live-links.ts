import { pause } from './back-off.ts';
import type { SocketLink } from './socket-link.ts';

/** The connections of one keeper: the newest, and older ones on their way out. */
export interface LiveLinks {
  /** Makes this the newest; the one before it is closed a little later. */
  takeOver(link: SocketLink): void;
  any(): boolean;
  /** Closes all, and resolves when they are. */
  closed(): Promise<void>;
}

/**
 * How long an old connection stays once a new one has taken over. Slack warns ten seconds before it
 * closes one, and delivers by it until then; what crosses our own close would be lost.
 */
export const LINGER_MS = 12_000;

/** After `stopping` every connection is closed at once, also one that only now takes over. */
export function createLiveLinks(stopping: AbortSignal, lingerMs = LINGER_MS): LiveLinks {
  const live = new Set<SocketLink>();
  let newest: SocketLink | null = null;

  async function retire(link: SocketLink): Promise<void> {
    await Promise.race([link.ended, pause(lingerMs, stopping)]);
    if (live.has(link)) await link.close();
  }

  return {
    takeOver(link) {
      live.add(link);
      void link.ended.then(() => live.delete(link));
      const old = stopping.aborted ? link : newest;
      newest = link;
      if (old !== null) void retire(old);
    },
    any: () => live.size > 0,
    async closed() {
      await Promise.all([...live].map((link) => link.close()));
    },
  };
}
