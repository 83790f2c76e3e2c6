import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** Bolt's debug is our trace: its Socket Mode client writes whole payloads there. */
const OUR_LEVEL = { debug: 'trace', info: 'info', warn: 'warn', error: 'error' } as const;
const QUIETEST_FIRST = [LogLevel.ERROR, LogLevel.WARN, LogLevel.INFO, LogLevel.DEBUG];

/**
 * What Bolt and its clients say, in our log. `setLevel` can make them quieter, and never louder
 * than the log itself.
 */
export function boltLogger(log: Logger): BoltLogger {
  let named = log.child({ from: 'slack' });
  let level =
    QUIETEST_FIRST.findLast((each) => log.isLevelEnabled(OUR_LEVEL[each])) ?? LogLevel.ERROR;

  const write = (said: LogLevel, parts: readonly unknown[]): void => {
    if (QUIETEST_FIRST.indexOf(said) > QUIETEST_FIRST.indexOf(level)) return;
    named[OUR_LEVEL[said]](fieldsOf(parts), textOf(parts));
  };
  return {
    debug: (...parts) => write(LogLevel.DEBUG, parts),
    info: (...parts) => write(LogLevel.INFO, parts),
    warn: (...parts) => write(LogLevel.WARN, parts),
    error: (...parts) => write(LogLevel.ERROR, parts),
    setLevel(wanted) {
      level = wanted;
    },
    getLevel: () => level,
    setName(name) {
      named = log.child({ from: name });
    },
  };
}

function textOf(parts: readonly unknown[]): string {
  const error = parts.find((part) => part instanceof Error);
  const words = parts.filter((part) => typeof part !== 'object');
  return words.map(String).join(' ') || (error?.message ?? '');
}

/** Objects stay objects, for the mask knows secrets in them by their names. */
function fieldsOf(parts: readonly unknown[]): object {
  const err = parts.find((part) => part instanceof Error);
  const details = parts.filter((part) => typeof part === 'object' && part !== err);
  return { ...(err && { err }), ...(details.length > 0 && { details }) };
}
