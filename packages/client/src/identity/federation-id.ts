import { schemas } from '@p2core/types';

/** A Federation ID, in lower case, which is the same as upper case. */
export interface FederationId {
  /** `local@domain` */
  fid: string;
  localPart: string;
  /** The home server's. */
  domain: string;
}

const { pattern, maxLength } = schemas.FederationId;

/**
 * Reads a Federation ID.
 *
 * @throws {TypeError} where `text` is none
 */
export function parseFederationId(text: string): FederationId {
  if (!new RegExp(pattern).test(text) || text.length > maxLength) {
    throw new TypeError(`not a Federation ID, local@domain: ${JSON.stringify(text)}`);
  }
  const fid = toLowerCase(text);
  const [localPart, domain] = fid.split('@') as [string, string];
  return { fid, localPart, domain };
}

/** Lower case of A to Z alone; `toLowerCase()` also turns letters of other scripts into these, the Kelvin sign into k. */
export function toLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
