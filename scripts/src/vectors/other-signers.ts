/** Home servers of the vectors whose keys are P-256 and RSA. Their signatures are reproducible. */
import { createECDH, createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { algorithm, bits, type Parts, seq, spki, tlv } from './raw.js';

/** The order of P-256. */
export const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const p256 = createECDH('prime256v1');
const hexOf = (number: bigint) => number.toString(16).padStart(64, '0');
const hashOf = (octets: Buffer | string) =>
  BigInt(`0x${createHash('sha256').update(octets).digest('hex')}`);
const secret = hashOf('vectors, home server of P-256');

/** The point of a number times the generator, uncompressed. */
function pointOf(number: bigint): Buffer {
  p256.setPrivateKey(hexOf(number), 'hex');
  return p256.getPublicKey();
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  return Array.from(exponent.toString(2)).reduce((product, bit) => {
    const squared = (product * product) % modulus;
    return bit === '1' ? (squared * base) % modulus : squared;
  }, 1n);
}

/** The numbers r and s of an ECDSA signature with SHA-256. The number that must be secret elsewhere is a hash. */
function ecdsa(octets: Buffer): readonly [r: bigint, s: bigint] {
  const once = hashOf(Buffer.concat([Buffer.from('vectors, once'), octets])) % order;
  const r = BigInt(`0x${pointOf(once).toString('hex', 1, 33)}`) % order;
  const inverse = power(once, order - 2n, order);
  return [r, (inverse * (hashOf(octets) + r * secret)) % order];
}

/** An INTEGER of a positive number. */
export function integer(number: bigint): Buffer {
  const digits = number.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return tlv(2, even < '8' ? '' : '00', even);
}

const usual = (r: bigint, s: bigint) => seq(integer(r), integer(s));

/** A root of P-256. @param write writes the content of its signature */
export function p256Root(write: (r: bigint, s: bigint) => Buffer = usual): Parts {
  return {
    key: seq(algorithm('2a8648ce3d0201', tlv(6, '2a8648ce3d030107')), bits(pointOf(secret))),
    inside: algorithm('2a8648ce3d040302'),
    sign: (tbs) => write(...ecdsa(tbs)),
  };
}

/** Two primes of an RSA key, whoever made them: everybody can read them here. */
const primes = [
  [
    'f807427eaa40151134d76bfa55fe888613883d8814b38c0bb8d604f50e8118b16b75c54a67f18e0a2ea3d5',
    '227c107842b795e14152514873a59691cb5fae1c494eb6ea7404d2533b44cde5ee4bcac3beec6c58d55a49',
    '2a57141dd97317774c8ff1a19a75f2d628bffeeace821b5e603d4cf7ea9b4d2055c22acd7056634074cd',
  ],
  [
    'c79b09e6dbe46e1735c14301d5c2193ecbade52ca14cf7d69455eee62a001ec046db4e9ae860e796acaecf',
    'a83da8f4761acbdc078b1910c947976bcac6f42efd5afefd6308969146b750bb39239635775d7d9eb9f20f',
    '163abaf0faafeed939e042c1c5f5501988b90012bc1ba1ddc9b4bea450707b6a48a9b5c4861a517914f3',
  ],
].map((digits) => BigInt(`0x${digits.join('')}`)) as [bigint, bigint];

const [p, q] = primes;
const exponent = 65_537n;
const totient = (p - 1n) * (q - 1n);
const inverseOfTotient = power(totient, exponent - 2n, exponent);
const d = (1n + (exponent - inverseOfTotient) * totient) / exponent;

function base64(number: bigint): string {
  const digits = number.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex').toString(
    'base64url',
  );
}

const rsa = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'RSA',
    n: base64(p * q),
    e: base64(exponent),
    d: base64(d),
    p: base64(p),
    q: base64(q),
    dp: base64(d % (p - 1n)),
    dq: base64(d % (q - 1n)),
    qi: base64(power(q, p - 2n, p)),
  },
});

/** A root of RSA. @param parameters those of the signature's algorithm; @param write writes its content */
export function rsaRoot(
  parameters = '0500',
  write: (signature: Buffer) => Buffer = (signature) => signature,
): Parts {
  return {
    key: spki(createPublicKey(rsa)),
    inside: algorithm('2a864886f70d01010b', parameters),
    sign: (tbs) => write(sign('sha256', tbs, rsa)),
  };
}

/** The order of Ed25519's base point (RFC 8032 section 5.1). */
const orderOfEd25519 = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

/** The same signature of Ed25519 with the order added to its second number. */
export function withOrderAdded(signature: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`);
  const added = Buffer.from(hexOf(s + orderOfEd25519), 'hex').reverse();
  return Buffer.concat([signature.subarray(0, 32), added]);
}
