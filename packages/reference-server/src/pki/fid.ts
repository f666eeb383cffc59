import { schemas } from '@p2core/types';

/** A Federation ID, in lower case (the protocol has it case-insensitive). */
export interface Fid {
  /** `local@domain` */
  readonly fid: string;
  /** The actor's name on its home server. */
  readonly localPart: string;
  /** The home server's domain; one without dots (`localhost`) is legal. */
  readonly domain: string;
}

/** A text that is neither a Federation ID nor, where one was asked for, a domain. */
export class FidError extends Error {
  override readonly name = 'FidError';
}

const domainPattern = '[a-z0-9-]+(?:\\.[a-z0-9-]+)*';
const domain = new RegExp(`^${domainPattern}$`);
const fid = new RegExp(`^([a-z0-9._%+-]+)@(${domainPattern})$`);

/**
 * Reads a Federation ID, in any case, and gives it in lower case.
 *
 * @throws {FidError} where `text` is not `local@domain` as the protocol defines it
 */
export function parseFid(text: string): Fid {
  const [whole, localPart, domain] =
    text.length > schemas.FederationId.maxLength ? [] : (fid.exec(toLowerCase(text)) ?? []);
  if (whole === undefined || localPart === undefined || domain === undefined) {
    throw new FidError(`not a Federation ID (local@domain): ${JSON.stringify(text)}`);
  }
  return { fid: whole, localPart, domain };
}

/**
 * Reads the domain of a home server, in any case, and gives it in lower case.
 *
 * @throws {FidError} where `text` could not be the domain of a Federation ID
 */
export function parseDomain(text: string): string {
  const lower = toLowerCase(text);
  if (!domain.test(lower)) throw new FidError(`not a domain: ${JSON.stringify(text)}`);
  return lower;
}

/**
 * Lower case of the letters A to Z only. `String.prototype.toLowerCase` also maps letters of other scripts (U+212A,
 * the Kelvin sign) onto these, so that two different names could come out as one.
 */
export function toLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
