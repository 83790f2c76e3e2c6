/** One thing wrong with the environment. Holds no value of a secret. */
export interface Fault {
  /** Its name; for the file that sets variables, its path. */
  readonly variable: string;
  /** Follows the variable's name: "is missing", "must be …". */
  readonly wrong: string;
  /** A right value; empty where the variable should be left out. In a file, a right line of it. */
  readonly example: string;
  /** What is wrong is in the file, and so is what would be right. */
  readonly isInFile?: true;
}

/** One block per fault, for a person at a terminal: the variable, what is wrong, an example. */
export function explain(faults: readonly Fault[]): string {
  return faults
    .map((fault) => `${fault.variable} ${fault.wrong}\n  example: ${exampleLine(fault)}\n`)
    .join('\n');
}

/** A right line, for the file or the environment. */
export function exampleLine({ variable, example, isInFile }: Fault): string {
  return isInFile ? example : `${variable}=${example}`;
}
