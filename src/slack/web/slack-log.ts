import type { Logger } from '@slack/web-api';
import { LogLevel } from '@slack/web-api';

/** Where the Slack edge writes its log lines. */
export interface SlackLog {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

const LONGEST_PART = 300;

/** What must never be printed: tokens, signatures, and all of an address but its host. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(https?|wss?):\/\/([^\s/?#]+)[^\s"')]*/gi, '$1://$2/…'],
  [/\bx(?:ox[a-z]|app)[-.][\w.-]+/gi, '[token]'],
  [/\bv0=[0-9a-f]{64}\b/gi, '[signature]'],
];

/**
 * The logger handed to Slack's packages. At debug level they print whole payloads
 * (tokens, `response_url`), so that level does not exist here, whatever the bot's own level is.
 */
export function createSlackLogger(log: SlackLog): Logger {
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => log.info(line(parts)),
    warn: (...parts: unknown[]) => log.warn(line(parts)),
    error: (...parts: unknown[]) => log.error(line(parts)),
    getLevel: () => LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}

function line(parts: readonly unknown[]): string {
  return parts.map(printable).join(' ');
}

/** Objects are left out: they may hold a payload or an answer. */
function printable(part: unknown): string {
  if (part instanceof Error) return clean(`${part.name}: ${part.message}`);
  return typeof part === 'object' ? '[object]' : clean(String(part));
}

function clean(text: string): string {
  const safe = SECRETS.reduce((kept, [secret, instead]) => kept.replace(secret, instead), text);
  const oneLine = safe.replace(/\s+/g, ' ').trim();
  return oneLine.length > LONGEST_PART ? `${oneLine.slice(0, LONGEST_PART)}…` : oneLine;
}
