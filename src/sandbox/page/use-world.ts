import { useEffect, useState } from 'react';
import { api } from './api.ts';
import type { WorldView } from './api-types.ts';

export interface WorldState {
  readonly world: WorldView | undefined;
  /** Why the world shown may be old. */
  readonly trouble: string | undefined;
}

const LOST = 'The sandbox does not answer. Is it still running?';

/** The world as that person sees it, kept fresh by the server's pings. */
export function useWorld(as: string): WorldState {
  const [state, setState] = useState<WorldState>({ world: undefined, trouble: undefined });
  useEffect(() => {
    let asked = 0;
    let isOver = false;
    const show = (news: Partial<WorldState>, turn: number): void => {
      // An answer that was overtaken by a later question is old news.
      if (!isOver && turn === asked) setState((before) => ({ ...before, ...news }));
    };
    const look = (): void => {
      asked += 1;
      const turn = asked;
      api.world(as).then(
        (world) => show({ world, trouble: undefined }, turn),
        (error: Error) => show({ trouble: error.message }, turn),
      );
    };
    const events = new EventSource('/api/events');
    events.addEventListener('changed', look);
    events.addEventListener('error', () => setState((before) => ({ ...before, trouble: LOST })));
    return () => {
      isOver = true;
      events.close();
    };
  }, [as]);
  return state;
}
