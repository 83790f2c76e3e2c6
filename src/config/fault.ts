/** One thing wrong with the environment. Holds no value of a secret. */
export interface Fault {
  readonly variable: string;
  /** Follows the variable's name: "is missing", "must be …". */
  readonly wrong: string;
  /** A right value; empty where the variable should be left out. */
  readonly example: string;
}

/** One block per fault, for a person at a terminal: the variable, what is wrong, an example. */
export function explain(faults: readonly Fault[]): string {
  return faults
    .map(
      ({ variable, wrong, example }) => `${variable} ${wrong}\n  example: ${variable}=${example}\n`,
    )
    .join('\n');
}
