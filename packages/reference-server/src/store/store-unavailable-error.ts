/**
 * The database could not be had: another process kept SQLite's write lock for too long, or PostgreSQL let nobody
 * connect. Nothing was changed; the same call may succeed later.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
