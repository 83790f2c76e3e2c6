/** What could not be done with the journal. */
export type JournalUse = 'read' | 'written';

/** The journal could not be read or written, e.g. because the disk is full: nothing was decided. */
export class JournalFault extends Error {
  override readonly name = 'JournalFault';
  /** The database's word for it, e.g. `SQLITE_FULL`. */
  readonly code: string;
  readonly use: JournalUse;
  constructor(use: JournalUse, code: string, options?: ErrorOptions) {
    super(`The journal cannot be ${use}: ${code}`, options);
    this.use = use;
    this.code = code;
  }
}
