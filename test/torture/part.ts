import type { Finding } from '../../src/sandbox/witness/witness.ts';

/** One kind of trouble, tried as often as asked, and judged by the witness or a model. */
export interface Part {
  /** As `--only` names it. */
  readonly name: string;
  run(options: PartOptions): Promise<Figures>;
}

export interface PartOptions {
  /** How much of it. A part that enumerates does all there is, whatever is asked. */
  readonly rounds: number;
  readonly seed: number;
  /** How many worlds to have at a time, where their bots are processes of their own. */
  readonly atOnce: number;
  /** The one case to repeat, in the spelling of the part; `null`: all. */
  readonly at: string | null;
  /** Shows a line while it runs. */
  readonly print: (line: string) => void;
}

/** What a part did and found. */
export interface Figures {
  /** What was done, as it is to be printed: `{ rounds: 10000, restarts: 12 }`. */
  readonly done: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** The arguments of `npm run torture --` that repeat it. */
  readonly repeat: string;
  readonly findings: readonly Finding[];
  /** A file with all that was known, to read how it came. */
  readonly kept?: string;
}
