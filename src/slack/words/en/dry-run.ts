import { type Sentence, say } from '../sentence.ts';

/** What begins everything that is said of a dry run. */
export const DRY_RUN = 'Dry run: ';

/** Marks a sentence that speaks of a dry run. */
export function inDryRun(sentence: Sentence): Sentence {
  return say`${{ strong: DRY_RUN }}${sentence}`;
}

/** What the card says of it. */
export const dryRunNote = inDryRun(
  say`the task is read and approved as usual, and DDS is sent no cancellation.`,
);
