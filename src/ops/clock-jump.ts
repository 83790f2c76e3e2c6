import { performance } from 'node:perf_hooks';

const LOOK_MS = 1_000;
/** Less than this a slow look alone can make of it. */
const LEAST_JUMP_MS = 500;

/**
 * Calls `listener` within a second of each time that the date has left the time that really passed:
 * it was set, or the machine slept, during which its timers stand still. The answer calls it off.
 */
export type OnJump = (listener: () => void) => () => void;

/** Looks while anybody listens. */
export function createJumpWatch(): OnJump {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;

  return (listener) => {
    listeners.add(listener);
    timer ??= lookout(listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
}

function lookout(listeners: ReadonlySet<() => void>): NodeJS.Timeout {
  let offset = offsetNow();
  const look = (): void => {
    const before = offset;
    offset = offsetNow();
    if (Math.abs(offset - before) < LEAST_JUMP_MS) return;
    // One of them may call another off.
    for (const listener of [...listeners]) if (listeners.has(listener)) listener();
  };
  return setInterval(look, LOOK_MS).unref();
}

function offsetNow(): number {
  return Date.now() - performance.now();
}
