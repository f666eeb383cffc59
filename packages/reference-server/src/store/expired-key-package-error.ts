/** The lifetime of some of the KeyPackages is over (RFC 9420 section 7.2). None of the upload was stored. */
export class ExpiredKeyPackageError extends Error {
  override readonly name = 'ExpiredKeyPackageError';
  /** Which, as indices into the upload, rising. */
  readonly indices: readonly number[];

  constructor(indices: readonly number[]) {
    super(`the lifetime is over of the KeyPackages at the indices ${indices.join(', ')}`);
    this.indices = indices;
  }
}
