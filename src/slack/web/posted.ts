import type { NotTaken, Posted } from '../../workflow/posting.ts';
import { neverReachedSlack, platformCode, retryAfterMs, sayFault } from './fault.ts';
import { PERMANENT_ERRORS, REFUSED_FOR_NOW } from './permanent-errors.ts';

/** How a post went that ended in this error. It may be there after all unless Slack's answer, or its absence, proves the contrary. */
export function failedPost(error: unknown): Posted {
  const known = certainlyNotDone(error);
  return known ?? { posted: 'perhaps', error: sayFault(error) };
}

/** As `failedPost`, for an edit, a removal or a look: done twice it is as done once, so doubt means: again. */
export function failedRepeatable(error: unknown): NotTaken {
  const known = certainlyNotDone(error);
  return known ?? { posted: 'not yet', error: sayFault(error), retryAfterMs: null };
}

function certainlyNotDone(error: unknown): NotTaken | null {
  const code = platformCode(error);
  if (code !== null && PERMANENT_ERRORS.has(code)) return { posted: 'never', error: code };
  const wait = retryAfterMs(error);
  const refused = code !== null && REFUSED_FOR_NOW.has(code);
  if (wait === null && !refused && !neverReachedSlack(error)) return null;
  return { posted: 'not yet', error: sayFault(error), retryAfterMs: wait };
}
