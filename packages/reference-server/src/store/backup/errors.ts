/** The lines to import are not an export of this version, or the database is not empty. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
