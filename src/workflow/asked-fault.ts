/** A fault met after the request was journaled: it is asked for, whatever else; the engine goes on with it. */
export class AskedFault extends Error {
  override readonly name = 'AskedFault';
  readonly request: string;
  constructor(request: string, options: ErrorOptions) {
    super(`Request ${request} is journaled; what became of it could not be told`, options);
    this.request = request;
  }
}
