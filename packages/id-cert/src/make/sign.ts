import { type KeyAlgorithm, oid, webCryptoAlgorithms } from '../algorithms.js';
import type { CryptoKey } from '../crypto-key.js';
import { objectIdentifier } from '../der/object-identifier.js';
import { tag as tags } from '../der/tags.js';
import { bitString, element, sequence } from '../der/write-der.js';
import { toDer } from '../ecdsa-signature.js';
import { algorithmOf } from '../key-algorithm.js';

type Octets = Uint8Array<ArrayBuffer>;

const identifiers: Record<KeyAlgorithm, Octets> = {
  Ed25519: sequence(objectIdentifier(oid.ed25519)),
  'P-256': sequence(objectIdentifier(oid.ecdsaWithSha256)),
  RSA: sequence(objectIdentifier(oid.sha256WithRsa), element(tags.null)),
};

/** The AlgorithmIdentifier of a key's signatures. */
export function signatureAlgorithm(key: CryptoKey): Octets {
  return identifiers[algorithmOf(key)];
}

/** Signs a structure. Returns the SEQUENCE of X.509 and PKCS #10: the structure, the algorithm, the signature. */
export async function sign(octets: Octets, key: CryptoKey): Promise<Octets> {
  const algorithm = algorithmOf(key);
  const made = await crypto.subtle.sign(webCryptoAlgorithms[algorithm], key, octets);
  const signature = new Uint8Array(made);
  return sequence(
    octets,
    identifiers[algorithm],
    bitString(algorithm === 'P-256' ? toDer(signature) : signature),
  );
}
