import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the simulators were held up, above all by the witness of another world in the same thread. */
export interface HeldUp {
  /** The longest time so far in which nothing that arrived could be looked at, and dated, in real milliseconds. */
  longestMs(): number;
  close(): void;
}

/** How finely it is measured. */
const RESOLUTION_MS = 10;

/** Measures from now on, until it is closed. */
export function watchHeldUp(): HeldUp {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return {
    longestMs: () => delay.max / 1e6,
    close: () => void delay.disable(),
  };
}
