import { type KeyAlgorithm, oid } from '../algorithms.js';
import { toDotted } from '../der/object-identifier.js';
import type { Element } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';
import { Fields } from './fields.js';

const known: Record<string, KeyAlgorithm> = {
  [oid.ed25519]: 'Ed25519',
  [oid.ecdsaWithSha256]: 'P-256',
  [oid.sha256WithRsa]: 'RSA',
};

/**
 * Reads the AlgorithmIdentifier of a signature: Ed25519, ECDSA with SHA-256, or RSA PKCS #1 with SHA-256 (RFC 8410,
 * RFC 5758, RFC 4055).
 *
 * @throws {IdCertError} `malformed`
 */
export function readSignatureAlgorithm(element: Element): KeyAlgorithm {
  const rule = 'the signature algorithm must be Ed25519, ECDSA with SHA-256 or RSA with SHA-256';
  const fields = new Fields(element, rule);
  const algorithm = known[toDotted(fields.take(tags.objectIdentifier).content)];
  demand(algorithm !== undefined, rule);
  // RFC 4055 demands that readers accept RSA with NULL and without; the others have no parameters.
  if (algorithm === 'RSA') fields.takeIf(tags.null);
  fields.end();
  return algorithm;
}

/**
 * Reads the BIT STRING of a signature.
 *
 * @throws {IdCertError} `malformed`
 */
export function readSignatureValue({ content }: Element): Uint8Array<ArrayBuffer> {
  strict(content[0] === 0, 'the signature must be a BIT STRING of whole octets', 'it is not');
  return content.subarray(1);
}
