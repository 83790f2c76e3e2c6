import { type DestinationStream, type Logger, pino } from 'pino';
import { createMask } from './log-mask.ts';

export interface Log {
  readonly log: Logger;
  /** Masks these values in every line from now on: those of the configuration, and tokens as they come. */
  hide(secrets: readonly string[]): void;
}

/**
 * JSON lines, one each, on standard output unless told otherwise. Every line passes the mask as a
 * whole, so no call can let a secret slip, be it in a message, a field, an error or its stack.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const mask = createMask();
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: mask.line },
  };
  const log = destination === undefined ? pino(options) : pino(options, destination);
  return { log, hide: mask.hide };
}
