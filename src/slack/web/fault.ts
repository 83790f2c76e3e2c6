import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { NetworkFault } from './network-fault.ts';

const CODE = /^[a-z0-9_.-]{1,80}$/i;

/**
 * A call's error in a few words that may be shown and logged: Slack's code, a status, a network
 * code. Never what was answered: a proxy's page arrives as the whole text of `data.error`.
 */
export function sayFault(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return platformCode(error) ?? 'answer is not JSON';
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  return noAnswer(error)?.message ?? 'answer could not be read';
}

/** Slack's own code, e.g. `is_archived`; `null` where no such code came. */
export function platformCode(error: unknown): string | null {
  if (!(error instanceof WebAPIPlatformError)) return null;
  const code: unknown = error.data.error;
  return typeof code === 'string' && CODE.test(code) ? code : null;
}

/** The scopes that Slack says are missing; none where that is not what is wrong. */
export function missingScopes(error: unknown): readonly string[] {
  if (!(error instanceof WebAPIPlatformError) || error.data.error !== 'missing_scope') return [];
  const needed: unknown = Reflect.get(error.data, 'needed');
  return typeof needed === 'string' ? needed.split(',') : [];
}

/** How long Slack asks to wait, in milliseconds; `null` where it does not. */
export function retryAfterMs(error: unknown): number | null {
  return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : null;
}

/** Certainly not a byte of the call reached Slack. */
export function neverReachedSlack(error: unknown): boolean {
  return noAnswer(error)?.neverSent ?? false;
}

function noAnswer(error: unknown): NetworkFault | null {
  const fault = error instanceof WebAPIRequestError ? error.original : error;
  return fault instanceof NetworkFault ? fault : null;
}
