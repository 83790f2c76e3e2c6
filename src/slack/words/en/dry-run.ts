import type { CancelRequest } from '../../../request/cancel-request.ts';
import { type Sentence, say } from '../sentence.ts';

/** What begins everything that is said of a dry run. */
export const DRY_RUN = 'Dry run: ';

/** Marks a sentence that speaks of a dry run. */
export function inDryRun(sentence: Sentence): Sentence {
  return say`${{ strong: DRY_RUN }}${sentence}`;
}

/** What stands above whatever a bot in dry run shows; also above what it once did in earnest. */
export const dryRunNote = inDryRun(
  say`while the bot is in dry run, tasks are read and approved as usual, and DDS is sent no cancellation.`,
);

/** What the card says of it. */
export function dryRunOf(request: CancelRequest): Sentence {
  const told = request.everAttempted ? ' Earlier attempts are told in the thread.' : '';
  return inDryRun(
    say`the task is read and approved as usual, and DDS is sent ${noCancellation(request)}.${told}`,
  );
}

/** What an approval has DDS sent; one that was sent before stays sent. */
export function noCancellation({ everAttempted }: Pick<CancelRequest, 'everAttempted'>): string {
  return everAttempted ? 'no further cancellation' : 'no cancellation';
}
