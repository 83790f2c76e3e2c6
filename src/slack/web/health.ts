import { platformCode } from './fault.ts';
import { REFUSED_FOR_NOW } from './permanent-errors.ts';

/** Told how each call ended; `error` is `null` where Slack did what it was asked for. */
export type CallEnded = (method: string, error: unknown) => void;

/** One call that fails is an accident of the network, and the next one tells more. */
const TOO_MANY = 3;

/**
 * Slack's own trouble, put in the words of an answer.
 * Source: the errors common to all methods, https://docs.slack.dev/reference/methods/auth.test
 */
const OUT_OF_ORDER: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
]);

/**
 * Tells after each call whether Slack fails: three in a row that it did not answer, throttled, or
 * refused until somebody puts it right, a token say. Messages count by themselves, for while none is
 * taken the bot goes on reading to see whether one was; one that is taken shows that all is well.
 */
export function createHealth(tell: (isFailing: boolean) => void): CallEnded {
  const inARow = { messages: 0, others: 0 };
  return (method, error) => {
    const kind = method === 'chat.postMessage' ? 'messages' : 'others';
    if (isTrouble(error)) inARow[kind] += 1;
    else if (kind === 'messages') Object.assign(inARow, { messages: 0, others: 0 });
    else inARow.others = 0;
    tell(Math.max(inARow.messages, inARow.others) >= TOO_MANY);
  };
}

/** A channel that is archived, say, is no trouble of Slack's. */
function isTrouble(error: unknown): boolean {
  if (error === null) return false;
  const code = platformCode(error);
  return code === null || REFUSED_FOR_NOW.has(code) || OUT_OF_ORDER.has(code);
}
