import { TlsReader } from './tls-reader.js';

/** The parts of a KeyPackage (RFC 9420 section 10) that the cases read. */
export interface KeyPackage {
  version: number;
  cipherSuite: number;
  /** In hexadecimal, like the other keys. */
  initKey: string;
  encryptionKey: string;
  signatureKey: string;
  /** Seconds since the epoch. */
  notBefore: number;
  notAfter: number;
}

/** `ProtocolVersion` mls10. */
export const mls10 = 1;

const basic = 1;
const x509 = 2;
const fromKeyPackage = 1;

/**
 * Reads a TLS-serialised KeyPackage.
 *
 * @throws {RangeError} where the octets are no KeyPackage
 */
export function readKeyPackage(octets: Buffer): KeyPackage {
  const reader = new TlsReader(octets);
  const [version, cipherSuite] = [reader.integer(2), reader.integer(2)];
  const [initKey, encryptionKey, signatureKey] = [
    reader.vector(),
    reader.vector(),
    reader.vector(),
  ];
  const credential = reader.integer(2);
  if (credential !== basic && credential !== x509) {
    throw new RangeError(`a credential of the unknown type ${credential}`);
  }
  reader.vector();
  for (const _capability of ['versions', 'suites', 'extensions', 'proposals', 'credentials']) {
    reader.vector();
  }
  const source = reader.integer(1);
  if (source !== fromKeyPackage) throw new RangeError(`a leaf node of the source ${source}`);
  const [notBefore, notAfter] = [reader.integer(8), reader.integer(8)];
  const [_leafExtensions, leafSignature] = [reader.vector(), reader.vector()];
  const [_extensions, signature] = [reader.vector(), reader.vector()];
  reader.end();
  if (leafSignature.length === 0 || signature.length === 0) throw new RangeError('no signature');
  const hex = (key: Buffer) => key.toString('hex');
  return {
    ...{ version, cipherSuite, notBefore, notAfter },
    initKey: hex(initKey),
    encryptionKey: hex(encryptionKey),
    signatureKey: hex(signatureKey),
  };
}
