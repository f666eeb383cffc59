/**
 * The database could not be had: PostgreSQL was gone, silent or about to stop, another process kept SQLite's write lock
 * for too long, the disk was full or read-only. The same call may succeed later.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  /** Whether the call may have changed what it was to change: the database was lost while it committed. */
  readonly mayHaveChanged: boolean;

  constructor(
    message: string,
    { mayHaveChanged = false, ...options }: ErrorOptions & { mayHaveChanged?: boolean } = {},
  ) {
    super(message, options);
    this.mayHaveChanged = mayHaveChanged;
  }
}
