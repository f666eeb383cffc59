/** What is to be imported is no export of this version, or the database that is to take it is not empty. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
