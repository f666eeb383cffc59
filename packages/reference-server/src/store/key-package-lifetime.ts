import { decodeVarLenData } from 'ts-mls/codec/variableLength.js';

const mls10 = 1;
const fromKeyPackage = 1;
const uint16 = 2;
const uint64 = 8;

/** The keys between the cipher suite and the credential of a KeyPackage (RFC 9420 sections 7.2 and 10). */
const keys = ['init_key', 'encryption_key', 'signature_key'];
const capabilities = ['versions', 'cipher_suites', 'extensions', 'proposals', 'credentials'];

/**
 * When the lifetime of a KeyPackage ends (`not_after`, RFC 9420 sections 7.2 and 10), in seconds since the epoch. It
 * reads no further, so that unknown extensions and cipher suites are accepted.
 *
 * @returns `null` where the octets have no lifetime, or one that ends later than a safe integer
 */
export function readNotAfter(keyPackage: Buffer): number | null {
  try {
    if (keyPackage.readUInt16BE(0) !== mls10) return null;
    let offset = 2 * uint16;
    const skipVector = () => {
      const [, length] = decodeVarLenData(keyPackage, offset) ?? [];
      offset += length ?? Number.NaN;
    };
    keys.forEach(skipVector);
    offset += uint16;
    skipVector();
    capabilities.forEach(skipVector);
    if (keyPackage.readUInt8(offset) !== fromKeyPackage) return null;
    const notAfter = Number(keyPackage.readBigUInt64BE(offset + 1 + uint64));
    return Number.isSafeInteger(notAfter) ? notAfter : null;
  } catch {
    return null;
  }
}
