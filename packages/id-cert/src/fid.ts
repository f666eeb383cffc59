import { schemas } from '@p2core/types';
import { FidError } from './errors.js';

/** A Federation ID, in lower case: Federation IDs are case-insensitive. */
export interface Fid {
  /** `local@domain` */
  readonly fid: string;
  /** The actor's name on its home server. */
  readonly localPart: string;
  /** The home server's domain; one without dots (`localhost`) is legal. */
  readonly domain: string;
}

const { maxLength, pattern } = schemas.FederationId;
const federationId = new RegExp(pattern);

/**
 * Reads a Federation ID in any case, and returns it in lower case.
 *
 * @throws {FidError} where `text` is not a Federation ID
 */
export function parseFid(text: string): Fid {
  if (text.length > maxLength || !federationId.test(text)) {
    throw new FidError(`not a Federation ID (local@domain): ${JSON.stringify(text)}`);
  }
  const fid = toLowerCase(text);
  const at = fid.indexOf('@');
  return { fid, localPart: fid.slice(0, at), domain: fid.slice(at + 1) };
}

/**
 * Reads the domain of a home server in any case, and returns it in lower case.
 *
 * @throws {FidError} where `text` could not be the domain of a Federation ID
 */
export function parseDomain(text: string): string {
  if (!isDomain(text)) throw new FidError(`not a domain: ${JSON.stringify(text)}`);
  return toLowerCase(text);
}

/** Whether `text` can be the part after the `@` of a Federation ID. */
export function isDomain(text: string): boolean {
  return !text.includes('@') && federationId.test(`a@${text}`);
}

/**
 * Lower-cases only the letters A to Z. `String.prototype.toLowerCase` also maps other characters (U+212A, the Kelvin
 * sign) to these letters, which would make two different names equal.
 */
export function toLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
