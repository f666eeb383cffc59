import type { KeyObject } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { demand, readable } from './certificate-error.js';
import { demandDer } from './strict-der.js';

/** The AlgorithmIdentifiers of signatures, as DER: Ed25519, ECDSA with SHA-256, RSA with SHA-256 with and without NULL. */
const signatureAlgorithms = [
  '300506032b6570',
  '300a06082a8648ce3d040302',
  '300d06092a864886f70d01010b0500',
  '300b06092a864886f70d01010b',
];

/** Checks the two signature algorithms of a certificate. */
export function demandSignatureAlgorithms(
  inside: AlgorithmIdentifier,
  beside: AlgorithmIdentifier,
) {
  const [one = '', other] = [inside, beside].map(toHex);
  demand(one === other, 'both signature algorithms must be the same');
  const rule = 'the signature algorithm must be Ed25519, ECDSA with SHA-256 or RSA with SHA-256';
  demand(signatureAlgorithms.includes(one), rule);
}

const keyRule = 'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits';

/** The checks of a key by its AlgorithmIdentifier, as DER. */
const keyAlgorithms: Record<string, (octets: Buffer, key: () => KeyObject) => void> = {
  '300506032b6570': (octets) => {
    demand(octets.length === 32, keyRule);
    const y = Buffer.from(octets);
    y[31] = (y[31] ?? 0) & 0x7f;
    demand(!smallOrder.includes(y.toString('hex')), 'the public key must not be of small order');
    demand(isPoint(y), 'the public key must be a point on its curve');
  },
  '301306072a8648ce3d020106082a8648ce3d030107': (octets, key) => {
    demand(octets.length === 65 && octets[0] === 4, keyRule);
    readable(key, 'the public key must be a point on its curve');
  },
  '300d06092a864886f70d0101010500': (octets, key) => {
    demandDer(octets, keyRule);
    const read = readable(key, keyRule);
    const spelled = readable(() => read.export({ type: 'pkcs1', format: 'der' }), keyRule);
    const { modulusLength = 0, publicExponent = 0n } = read.asymmetricKeyDetails ?? {};
    const isOdd =
      (Buffer.from(read.export({ format: 'jwk' }).n ?? '', 'base64url').at(-1) ?? 0) % 2;
    demand(spelled.equals(octets) && modulusLength >= 2048 && modulusLength <= 4096, keyRule);
    const isExponent =
      publicExponent % 2n === 1n && publicExponent > 2n && publicExponent < 2n ** 33n;
    demand(isOdd === 1 && isExponent, keyRule);
  },
};

/** The encodings of y of Ed25519's points of an order that divides 8; with such a key anybody can sign. */
const smallOrder = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ...['ec', 'ed', 'ee'].map((first) => `${first}${'ff'.repeat(30)}7f`),
];

const prime = 2n ** 255n - 19n;
/** -121665 / 121666 of RFC 8032 section 5.1. */
const d = (-121_665n * power(121_666n, prime - 2n)) % prime;

/** Whether a point of Ed25519 has this y, little-endian and below the prime: x² = (y² - 1) / (dy² + 1) has a root. */
function isPoint(octets: Buffer): boolean {
  const y = BigInt(`0x${Buffer.from(octets).reverse().toString('hex')}`);
  const [above, below] = [y * y - 1n, d * y * y + 1n];
  const square = (((above * below) % prime) + prime) % prime;
  return y < prime && power(square, (prime - 1n) / 2n) <= 1n;
}

function power(base: bigint, exponent: bigint): bigint {
  const bits = exponent.toString(2);
  return Array.from(bits).reduce((product, bit) => {
    const squared = (product * product) % prime;
    return bit === '1' ? (squared * base) % prime : squared;
  }, 1n);
}

/** Checks a public key; `key` is OpenSSL's reading of it. */
export function demandPublicKey(info: SubjectPublicKeyInfo, key: () => KeyObject): KeyObject {
  const check = keyAlgorithms[toHex(info.algorithm)];
  demand(check !== undefined, keyRule);
  check(Buffer.from(info.subjectPublicKey), key);
  return readable(key, keyRule);
}

function toHex(algorithm: AlgorithmIdentifier): string {
  return Buffer.from(AsnConvert.serialize(algorithm)).toString('hex');
}
