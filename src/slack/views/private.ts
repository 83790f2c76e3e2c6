import type { KnownBlock } from '@slack/types';
import type { Words } from '../words/languages.ts';
import type { Sentence } from '../words/sentence.ts';
import { asRichText, asText, fitting } from './write.ts';

/** What is shown to one person. */
export interface PrivateContent {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Sentences, a line each. */
export function linesAsContent(lines: readonly Sentence[]): PrivateContent {
  return { text: asText(lines), blocks: [asRichText(lines)] };
}

/** The same in a dry run, with a first line that says so. */
export function notedDryRun(
  { dryRunNote }: Words,
  { text, blocks }: PrivateContent,
): PrivateContent {
  return {
    text: fitting(`${asText([dryRunNote])}\n${text}`),
    blocks: [asRichText([dryRunNote]), ...blocks],
  };
}
