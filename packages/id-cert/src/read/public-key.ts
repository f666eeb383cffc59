import { type KeyAlgorithm, oid } from '../algorithms.js';
import { toDotted } from '../der/object-identifier.js';
import { type Element, readDer } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';
import { isOnEdwards25519, isOnP256, isSmallOrder, toNatural } from './curves.js';
import { Fields } from './fields.js';

const rule = 'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits';
const onCurve = 'the public key must be a point on its curve';

/**
 * Reads a SubjectPublicKeyInfo (RFC 8410, RFC 5480, RFC 3279) and returns the key's algorithm. Refuses keys whose
 * signatures prove nothing.
 *
 * @throws {IdCertError} `malformed`
 */
export function readPublicKey(element: Element): KeyAlgorithm {
  const fields = new Fields(element, rule);
  const identifier = new Fields(fields.take(tags.sequence), rule);
  const key = fields.take(tags.bitString).content;
  fields.end();
  strict(key[0] === 0, rule, 'it does not consist of whole octets');
  const algorithm = readAlgorithm(identifier);
  identifier.end();
  checks[algorithm](key.subarray(1));
  return algorithm;
}

function readAlgorithm(identifier: Fields): KeyAlgorithm {
  const type = toDotted(identifier.take(tags.objectIdentifier).content);
  if (type === oid.ed25519) return 'Ed25519';
  if (type === oid.rsaEncryption) {
    identifier.take(tags.null);
    return 'RSA';
  }
  demand(type === oid.ecPublicKey, rule);
  demand(toDotted(identifier.take(tags.objectIdentifier).content) === oid.p256, rule);
  return 'P-256';
}

const checks: Record<KeyAlgorithm, (key: Uint8Array<ArrayBuffer>) => void> = {
  Ed25519(key) {
    strict(key.length === 32, rule, 'an Ed25519 key has 32 octets');
    demand(!isSmallOrder(key), 'the public key must not be of small order');
    demand(isOnEdwards25519(key), onCurve);
  },
  'P-256'(key) {
    strict(key.length === 65 && key[0] === 4, rule, 'a P-256 key is an uncompressed point');
    demand(isOnP256(key), onCurve);
  },
  RSA(key) {
    const numbers = new Fields(readDer(key, rule), rule);
    const [modulus, exponent] = [numbers.take(tags.integer), numbers.take(tags.integer)].map(
      ({ content }) => toInteger(content),
    ) as [bigint, bigint];
    numbers.end();
    const bits = modulus.toString(2).length;
    demand(modulus > 0n && bits >= 2048 && bits <= 4096, rule);
    strict(modulus % 2n === 1n, rule, 'an RSA modulus is odd');
    strict(
      exponent % 2n === 1n && exponent >= 3n && exponent < largestExponent,
      rule,
      'an RSA exponent is odd, at least 3 and has at most 33 bits',
    );
  },
};

/** The largest exponent that every WebCrypto accepts; a larger one makes verifying slow. */
const largestExponent = 2n ** 33n;

/** A big-endian number in two's complement. */
function toInteger(octets: Uint8Array): bigint {
  const magnitude = toNatural(octets);
  return (octets[0] as number) < 0x80 ? magnitude : magnitude - (1n << BigInt(octets.length * 8));
}
