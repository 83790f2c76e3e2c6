/** Where a command for the terminal writes. */
export interface Output {
  /** To standard output; resolves when it has been taken. */
  write(text: string): Promise<void>;
  /** To standard error. */
  tell(text: string): void;
}

/** The process's own. A reader that stops early, as `head` does, ends the process with 1. */
export function standardOutput(): Output {
  process.stdout.on('error', () => process.exit(1));
  return {
    write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    tell: (text) => void process.stderr.write(text),
  };
}
