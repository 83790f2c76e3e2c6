import type { CancelRequest } from './cancel-request.ts';

/**
 * The request as a bot takes it. Asked for as a dry run, it stays one for good; a bot in dry run
 * takes every request for one, also what was asked of it before: then nothing can be cancelled.
 */
export function takenBy(bot: { readonly dryRun: boolean }, request: CancelRequest): CancelRequest {
  return bot.dryRun ? { ...request, dryRun: true } : request;
}
