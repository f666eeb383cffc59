/**
 * The impact of a change on the version (SemVer): `major` breaks clients or servers, `minor` adds, `patch` changes text.
 */
export type Impact = 'major' | 'minor' | 'patch';

/** A difference between two versions of the contract. */
export interface ContractChange {
  impact: Impact;
  /** A JSON pointer into the bundled document. */
  pointer: string;
  text: string;
}
