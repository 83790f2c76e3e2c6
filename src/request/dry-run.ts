import type { CancelRequest } from './cancel-request.ts';

/**
 * The request as a bot takes it. Asked for or approved as a dry run, it stays one for good; a bot in
 * dry run takes every request for one, also what was asked of it before: then nothing can be cancelled.
 */
export function takenBy(bot: { readonly dryRun: boolean }, request: CancelRequest): CancelRequest {
  return bot.dryRun ? { ...request, dryRun: true } : request;
}

/** The request as its card shows it: once something was sent, it is no dry run before it is decided anew. */
export function shownBy(bot: { readonly dryRun: boolean }, request: CancelRequest): CancelRequest {
  const isToDecide = request.state === 'pending' || request.state === 'approved';
  return request.everAttempted && !isToDecide ? request : takenBy(bot, request);
}
