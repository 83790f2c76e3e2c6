/** The bot ended, or was ended, before it said that it is ready. `output` is all that it wrote. */
export class BotNotReadyError extends Error {
  override readonly name = 'BotNotReadyError';
  readonly output: string;

  constructor(why: string, output: string) {
    super(`The bot did not become ready (${why}):\n${output}`);
    this.output = output;
  }
}
