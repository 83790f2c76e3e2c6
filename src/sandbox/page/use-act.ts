import { useState } from 'react';

export interface Act {
  /** Why the last act came to nothing; empty where it did not. */
  readonly failed: string;
  act(done: Promise<unknown>, then?: () => void): void;
}

/** Keeps what an act at the page came to, so that a failure is said beside it. */
export function useAct(): Act {
  const [failed, setFailed] = useState('');
  return {
    failed,
    act(done, then) {
      done.then(
        () => {
          setFailed('');
          then?.();
        },
        (error: Error) => setFailed(error.message),
      );
    },
  };
}
