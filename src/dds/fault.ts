import type { DdsFault } from '../request/task.ts';
import type { Answer, Break } from './call.ts';
import { kindOfCode, kindOfStatus } from './codes.ts';
import { type ErrorBody, errorBodyOf } from './error-body.ts';
import { safeText } from './safe-text.ts';

/** A fault, and what `Retry-After` asked for. */
export interface Faulted {
  readonly fault: DdsFault;
  readonly retryAfterMs: number | null;
}

/** What an answer that is not the documented success means: by its code, else by its status. */
export function faultOfAnswer(answer: Answer, secrets: readonly string[]): Faulted {
  const { status, retryAfterMs } = answer;
  const error = errorBodyOf(answer.body ?? '');
  const code = error?.code ?? null;
  const kind =
    (code === null ? null : kindOfCode(code, status)) ?? kindOfStatus(status, error !== null);
  const message =
    kind === 'authentication'
      ? authenticationSentence(code)
      : safeText(error?.message || sentenceFor(answer, error), secrets);
  return {
    fault: { kind, status, code, message, callId: callIdOf(answer, error) },
    retryAfterMs,
  };
}

/** What a call that brought no whole answer means. */
export function faultOfBreak({ why, connected, code }: Break): Faulted {
  const kind = connected ? why : 'no connection';
  const fault: DdsFault = {
    kind: kind === 'closed' ? 'connection lost' : kind,
    status: null,
    code: null,
    message: connected
      ? BREAK_SENTENCES[why]
      : `No connection: ${why === 'timed out' ? 'time-out' : code}.`,
    callId: null,
  };
  return { fault, retryAfterMs: null };
}

/** A fault in our own words, with nothing from outside in it. */
export function ownFault(kind: DdsFault['kind'], message: string, retryAfterMs?: number): Faulted {
  return {
    fault: { kind, status: null, code: null, message, callId: null },
    retryAfterMs: retryAfterMs ?? null,
  };
}

/** For what waited, or was asked for, when the target was closed. */
export function shuttingDown(): Faulted {
  return ownFault('no connection', 'The bot is shutting down; no call was made.');
}

/** The request id for Huawei's support: `X-Request-Id`, IAM's trace id, or the gateway body's. */
function callIdOf(answer: Answer, error: ErrorBody | null): string | null {
  const id = answer.callId ?? error?.requestId ?? null;
  return id !== null && /^[\w.:-]{1,128}$/.test(id) ? id : null;
}

const BREAK_SENTENCES = {
  closed: 'The bot is shutting down.',
  'timed out': 'No answer within the time limit of one call.',
  'connection lost': 'The connection broke before an answer had come.',
  'no connection': 'No connection.',
};

/** Never DDS's words: for a bad signature they repeat the signed request. */
function authenticationSentence(code: string | null): string {
  if (code?.endsWith('.0307')) return 'The token has expired or belongs to another region.';
  return 'The credentials were not accepted: check key or user, region, project and this clock.';
}

function sentenceFor({ status, body }: Answer, error: ErrorBody | null): string {
  if (body === null) return 'The answer was longer than the size limit.';
  if (status >= 300 && status < 400) return 'The answer was a redirect, which is not followed.';
  if (error !== null || body.trim() === '')
    return `The answer was HTTP ${status} without a reason.`;
  return `The answer was not DDS's: ${body}`;
}
