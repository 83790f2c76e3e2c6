import { doubtInWords, faultOfOursInWords } from '../words/pressed.ts';
import type { Sentence } from '../words/sentence.ts';

/** What a listener needs to turn a rejection into a sentence, with nothing lost in between. */
export interface Doubt {
  /** Whether this is Slack's not answering about people, and not a fault of ours. */
  isDoubt(fault: unknown): boolean;
  log(fault: unknown): void;
}

/** The sentence of an act, or of the fault that broke it. */
export async function sentenceFor(
  { isDoubt, log }: Doubt,
  act: () => Promise<Sentence | null>,
): Promise<Sentence | null> {
  try {
    return await act();
  } catch (fault) {
    log(fault);
    return isDoubt(fault) ? doubtInWords() : faultOfOursInWords();
  }
}
