/** Another process kept SQLite's write lock for too long. Nothing was changed; the same call may succeed later. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError';

  constructor(milliseconds: number, options?: ErrorOptions) {
    super(`the database was locked by another process for ${milliseconds} ms`, options);
  }
}
