import { TlsCursor } from './tls-cursor.js';

/** The start of a KeyPackage, as far as the store needs it. */
interface KeyPackageOutline {
  readonly initKey: Buffer;
  /** The end of its lifetime, in seconds since the epoch; `null` where that is no safe integer. */
  readonly notAfter: number | null;
  /** The lists of the leaf node's capabilities, each value of 2 octets. */
  readonly capabilities: readonly Buffer[];
  /** Points behind the lifetime. */
  readonly rest: TlsCursor;
}

const mls10 = 1;
const fromKeyPackage = 1;
const capabilities = ['versions', 'cipher_suites', 'extensions', 'proposals', 'credentials'];

/**
 * Reads the start of a KeyPackage (RFC 9420 sections 7.2 and 10). It reads no further than the lifetime, so that unknown
 * extensions and cipher suites are accepted.
 *
 * @returns `undefined` where the octets are no such start
 */
export function outlineOf(keyPackage: Buffer): KeyPackageOutline | undefined {
  try {
    const cursor = new TlsCursor(keyPackage);
    if (cursor.uint16() !== mls10) return undefined;
    cursor.uint16(); // cipher_suite
    const initKey = cursor.vector();
    cursor.vector(); // encryption_key
    cursor.vector(); // signature_key
    cursor.uint16(); // credential_type
    cursor.vector(); // credential
    const lists = capabilities.map(() => cursor.vector());
    if (cursor.uint8() !== fromKeyPackage) return undefined;
    cursor.uint64(); // not_before
    const notAfter = Number(cursor.uint64());
    return {
      initKey,
      notAfter: Number.isSafeInteger(notAfter) ? notAfter : null,
      capabilities: lists,
      rest: cursor,
    };
  } catch {
    return undefined;
  }
}
