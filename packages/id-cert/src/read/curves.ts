/** Whether the octets of public keys are points that their algorithm can use (I10 of the profile). */
import { fromHex, sameOctets } from '../der/octets.js';

/** A big-endian number without a sign. */
export function toNatural(octets: Uint8Array): bigint {
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return BigInt(`0x${hex}`);
}

/** The prime of P-256's field and the curve's b; its a is -3 (SEC 2 section 2.4.2). */
const p256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** @param key an uncompressed point of 65 octets */
export function isOnP256(key: Uint8Array): boolean {
  const [x, y] = [toNatural(key.subarray(1, 33)), toNatural(key.subarray(33))];
  return x < p256 && y < p256 && (y * y - (x * x * x - 3n * x + b)) % p256 === 0n;
}

/** The prime of Edwards25519's field and the curve's d (RFC 8032 section 5.1). */
const p25519 = 2n ** 255n - 19n;
const d = 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n;

/**
 * Whether RFC 8032 section 5.1.3 decodes a key: its y is below the prime, and a point has that y, for
 * x² = (y² - 1) / (dy² + 1) has a root. Keys of small order are to be refused before.
 *
 * @param key 32 octets
 */
export function isOnEdwards25519(key: Uint8Array): boolean {
  const y = toNatural(withoutSign(key).reverse());
  const square = (y * y) % p25519;
  return y < p25519 && isSquare((square - 1n + p25519) * (d * square + 1n), p25519);
}

/** Whether a number has a square root modulo an odd prime, by the Jacobi symbol: a fifth of the time of Euler's power. */
function isSquare(number: bigint, prime: bigint): boolean {
  let [above, below, sign] = [number % prime, prime, 1];
  while (above !== 0n) {
    while ((above & 1n) === 0n) {
      above >>= 1n;
      const rest = below & 7n;
      if (rest === 3n || rest === 5n) sign = -sign;
    }
    if ((above & 3n) === 3n && (below & 3n) === 3n) sign = -sign;
    [above, below] = [below % above, above];
  }
  return sign === 1;
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

/** @param key 32 octets */
export function isSmallOrder(key: Uint8Array): boolean {
  const y = withoutSign(key);
  return smallOrder.some((point) => sameOctets(point, y));
}

/** A copy of an Ed25519 key without the bit for the sign of x: its y, little-endian. */
function withoutSign(key: Uint8Array): Uint8Array {
  const y = Uint8Array.from(key);
  y[31] = (y[31] as number) & 0x7f;
  return y;
}
