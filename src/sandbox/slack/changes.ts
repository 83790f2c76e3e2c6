/** One change of what the simulator shows: a message, a view, an ephemeral, a call, a delivery. */
export interface Change {
  readonly what: 'message' | 'ephemeral' | 'view' | 'notice' | 'call' | 'delivery' | 'world';
  readonly channel?: string;
  readonly userId?: string;
}

export interface Changes {
  announce(change: Change): void;
  /** Calls the listener at every change until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void;
  /**
   * Resolves with the predicate's first truthy answer, asked now and at every change; rejects after
   * `timeoutMs` (default 15000) or with what the predicate throws.
   */
  until<T>(predicate: () => T, timeoutMs?: number): Promise<NonNullable<T>>;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  const subscribe = (listener: (change: Change) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    subscribe,
    announce: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
    until: (predicate, timeoutMs = 15_000) => waitFor(predicate, timeoutMs, subscribe),
  };
}

function waitFor<T>(
  predicate: () => T,
  timeoutMs: number,
  subscribe: Changes['subscribe'],
): Promise<NonNullable<T>> {
  return new Promise((resolve, reject) => {
    const ask = (): void => {
      try {
        const answer = predicate();
        if (answer) end(() => resolve(answer));
      } catch (error) {
        end(() => reject(error));
      }
    };
    const unsubscribe = subscribe(ask);
    const late = (): void =>
      end(() => reject(new Error(`not within ${timeoutMs} ms: ${predicate}`)));
    const timer = setTimeout(late, timeoutMs);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      unsubscribe();
      settle();
    };
    ask();
  });
}
