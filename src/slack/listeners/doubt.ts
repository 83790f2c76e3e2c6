import { AskedFault } from '../../workflow/asked-fault.ts';
import { JournalFault } from '../../workflow/journal-fault.ts';
import { linesAsContent, type PrivateContent } from '../views/private.ts';
import type { Words } from '../words/languages.ts';
import type { Sentence } from '../words/sentence.ts';
import { CutOffError, unlessCutOff } from './cut-off.ts';

/** What a listener needs to turn a rejection into a sentence, with nothing lost in between. */
export interface Doubt {
  readonly words: Words;
  /** Whether this is Slack's not answering about people, and not a fault of ours. */
  isDoubt(fault: unknown): boolean;
  log(fault: unknown): void;
  /** Aborted when the stop of the bot waits no longer: people are told then, not left without an answer. */
  readonly cutOff: AbortSignal;
}

/** The sentence of an act, or of the fault that broke it. */
export function sentenceFor(
  doubt: Doubt,
  act: () => Promise<Sentence | null>,
): Promise<Sentence | null> {
  return orInWords(doubt, act, (sentence) => sentence);
}

/** What an act shows, or the fault that broke it. */
export function contentFor(
  doubt: Doubt,
  act: () => Promise<PrivateContent | null>,
): Promise<PrivateContent | null> {
  return orInWords(doubt, act, (sentence) => linesAsContent([sentence]));
}

/** What comes of an act, or what the sentence about the fault that broke it is made into. */
export async function orInWords<T>(
  { words, isDoubt, log, cutOff }: Doubt,
  act: () => Promise<T>,
  from: (sentence: Sentence) => T,
): Promise<T> {
  try {
    return await unlessCutOff(act(), cutOff);
  } catch (fault) {
    log(fault);
    if (fault instanceof CutOffError) return from(words.cutOffInWords());
    if (fault instanceof AskedFault) return from(words.askedFaultInWords());
    if (fault instanceof JournalFault) return from(words.journalFaultInWords(fault.use));
    return from(isDoubt(fault) ? words.doubtInWords() : words.faultOfOursInWords());
  }
}
