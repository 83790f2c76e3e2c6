/** Where an audit writes. */
export interface Output {
  /** To standard output; resolves when it has been taken. */
  write(text: string): Promise<void>;
  /** To standard error. */
  tell(text: string): void;
}
