import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { PartOptions } from './part.ts';

/** What was asked of `npm run torture --`. */
export interface Wish extends Omit<PartOptions, 'print'> {
  /** The one part to run; `null`: all. */
  readonly only: string | null;
}

const ROUNDS = 200;
/** Nine digits; what is made up can be asked for again. */
const LARGEST = 999_999_999;

/** Throws on an argument that is none. */
export function wishOf(args: readonly string[]): Wish {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: text, seed: text, only: text, at: text, 'at-once': text },
  });
  return {
    rounds: wholeNumber('rounds', values.rounds) ?? ROUNDS,
    seed: wholeNumber('seed', values.seed) ?? randomInt(1, LARGEST + 1),
    atOnce: wholeNumber('at-once', values['at-once']) ?? availableParallelism(),
    only: values.only ?? null,
    at: values.at ?? null,
  };
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text) || text === '0')
    throw new Error(`--${name} ${text} is no whole number above 0`);
  return Number(text);
}
