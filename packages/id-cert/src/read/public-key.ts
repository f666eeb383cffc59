import { type KeyAlgorithm, oid } from '../algorithms.js';
import { toDotted } from '../der/object-identifier.js';
import { fromHex, sameOctets } from '../der/octets.js';
import { type Element, readDer } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';
import { Fields } from './fields.js';

const rule = 'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits';

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
  },
  'P-256'(key) {
    strict(key.length === 65 && key[0] === 4, rule, 'a P-256 key is an uncompressed point');
    demand(isOnP256(key), 'the public key must be a point on its curve');
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

function toNatural(octets: Uint8Array): bigint {
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex}`);
}

/**
 * The y coordinates, little-endian, of the points of Edwards25519 whose order divides 8; each as it is and, where it
 * fits, with the field's prime added. With such a key, one signature verifies for every message.
 */
const smallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(fromHex);

function isSmallOrder(key: Uint8Array): boolean {
  const y = Uint8Array.from(key);
  y[31] = (y[31] as number) & 0x7f;
  return smallOrder.some((point) => sameOctets(point, y));
}

/** The prime of P-256's field and the curve's b; its a is -3 (SEC 2 section 2.4.2). */
const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

function isOnP256(key: Uint8Array): boolean {
  const [x, y] = [toNatural(key.subarray(1, 33)), toNatural(key.subarray(33))];
  return x < p && y < p && (y * y - (x * x * x - 3n * x + b)) % p === 0n;
}
