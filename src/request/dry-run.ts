import type { CancelRequest } from './cancel-request.ts';

/**
 * The request as a bot takes it. Asked for or approved as a dry run, it stays one for good; a bot in
 * dry run takes every request for one, also what was asked of it before: then nothing can be cancelled.
 */
export function takenBy(bot: { readonly dryRun: boolean }, request: CancelRequest): CancelRequest {
  return bot.dryRun ? { ...request, dryRun: true } : request;
}

/** The request as its card shows it. */
export function shownBy(bot: { readonly dryRun: boolean }, request: CancelRequest): CancelRequest {
  return isOfAttempts(request) ? request : takenBy(bot, request);
}

/** Whether how it stands is said as of a dry run. */
export function isToldAsDryRun(request: CancelRequest): boolean {
  return request.dryRun && !isOfAttempts(request);
}

/** What came of a request that something was sent for is said as it is; until then it is decided anew. */
function isOfAttempts({ state, everAttempted }: CancelRequest): boolean {
  return everAttempted && state !== 'pending' && state !== 'approved';
}
