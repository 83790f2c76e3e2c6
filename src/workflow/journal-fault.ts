/** The journal could not be read or written, e.g. because the disk is full: nothing was decided. */
export class JournalFault extends Error {
  override readonly name = 'JournalFault';
  /** The database's word for it, e.g. `SQLITE_FULL`. */
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super(`The journal cannot be read or written: ${code}`, options);
    this.code = code;
  }
}
