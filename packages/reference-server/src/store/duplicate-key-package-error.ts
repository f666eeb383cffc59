/** Some of the KeyPackages were uploaded before, or twice in this upload. None of the upload was stored (R17). */
export class DuplicateKeyPackageError extends Error {
  override readonly name = 'DuplicateKeyPackageError';
  /** Which, as indices into the upload, rising. */
  readonly indices: readonly number[];

  constructor(indices: readonly number[]) {
    super(`uploaded before, or twice: the KeyPackages at the indices ${indices.join(', ')}`);
    this.indices = indices;
  }
}
