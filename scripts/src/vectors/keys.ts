import { createHash } from 'node:crypto';
import { publicKeys } from './public-keys.js';
import { algorithm, bits, type Octets, seq, spki, tlv } from './raw.js';

/** Pseudo-random octets, reproducible. */
function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash('sha256').update(`vectors, noise ${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const rsaEncryption = '2a864886f70d010101';
const ecPublicKey = '2a8648ce3d0201';
const p256 = tlv(6, '2a8648ce3d030107');

/** An RSA public key of this many bits without a known private key: the factors of its modulus are unknown. */
export function rsaKey(
  length: number,
  {
    exponent = '0203010001',
    parameters = '0500',
    last = 0x01,
    behind = '',
  }: { exponent?: Octets; parameters?: Octets; last?: number; behind?: Octets } = {},
): Buffer {
  const modulus = noise(length / 8);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[modulus.length - 1] = ((modulus.at(-1) ?? 0) & 0xfe) | last;
  const numbers = Buffer.concat([
    seq(tlv(2, '00', modulus), exponent),
    Buffer.from(toHex(behind), 'hex'),
  ]);
  return seq(algorithm(rsaEncryption, parameters), bits(numbers));
}

const toHex = (octets: Octets) => (typeof octets === 'string' ? octets : octets.toString('hex'));

const point = spki(publicKeys.p256).subarray(-65);
const moved = Buffer.from(point);
moved[64] = (moved[64] ?? 0) ^ 1;
const ec = (octets: Octets, curve: Octets = p256) =>
  seq(algorithm(ecPublicKey, curve), bits(octets));
const ed = (octets: Octets, parameters: Octets = '') =>
  seq(algorithm('2b6570', parameters), bits(octets));
const edKey = spki(publicKeys.ed25519).subarray(-32);

/** Keys that the profile forbids. */
export const otherKeys: readonly (readonly [name: string, what: string, key: Buffer])[] = [
  ['x25519', 'X25519', seq(algorithm('2b656e'), bits(noise(32)))],
  ['ed448', 'Ed448', seq(algorithm('2b6571'), bits(noise(57)))],
  ['p384', 'P-384', ec(Buffer.concat([Buffer.of(4), noise(96)]), tlv(6, '2b81040022'))],
  ['secp112r1', 'secp112r1', ec(Buffer.concat([Buffer.of(4), noise(28)]), tlv(6, '2b81040006'))],
  [
    'dh',
    'Diffie-Hellman',
    seq(algorithm('2a864886f70d010301', seq('020117', '020105')), bits('020108')),
  ],
  ['rsa-1024', 'RSA of 1024 bits', rsaKey(1024)],
  ['rsa-2040', 'RSA of 2040 bits', rsaKey(2040)],
  ['rsa-4104', 'RSA of 4104 bits', rsaKey(4104)],
  ['rsa-even-modulus', 'an even RSA modulus', rsaKey(2048, { last: 0 })],
  ['rsa-exponent-1', 'the RSA exponent 1', rsaKey(2048, { exponent: '020101' })],
  ['rsa-exponent-even', 'the RSA exponent 65538', rsaKey(2048, { exponent: '0203010002' })],
  ['rsa-exponent-negative', 'the RSA exponent -3', rsaKey(2048, { exponent: '0201fd' })],
  [
    'rsa-exponent-34-bits',
    'an RSA exponent of 34 bits',
    rsaKey(2048, { exponent: '02050200000001' }),
  ],
  [
    'rsa-exponent-padded',
    'an RSA exponent with an octet too many',
    rsaKey(2048, { exponent: '020400010001' }),
  ],
  ['rsa-no-null', 'RSA without its NULL', rsaKey(2048, { parameters: '' })],
  ['rsa-octet-after', 'an octet behind the RSA key', rsaKey(2048, { behind: '00' })],
  ['ed25519-null', 'Ed25519 with NULL', ed(edKey, '0500')],
  ['ed25519-31-octets', 'Ed25519 of 31 octets', ed(edKey.subarray(1))],
  ['ed25519-33-octets', 'Ed25519 of 33 octets', ed(Buffer.concat([edKey, Buffer.of(0)]))],
  [
    'p256-compressed',
    'a compressed point of P-256',
    ec(Buffer.concat([Buffer.of(2 + ((point.at(-1) ?? 0) & 1)), point.subarray(1, 33)])),
  ],
  ['p256-infinity', "P-256's point at infinity", ec('00')],
  ['p256-no-curve', 'a point without a curve', ec(point, '')],
];

/** Keys that are no points. */
export const keysOffCurve: readonly (readonly [name: string, what: string, key: Buffer])[] = [
  ['p256-off-curve', 'a point beside P-256', ec(moved)],
  ['ed25519-off-curve', 'y is 2, which no point of Edwards25519 has', ed(`02${'00'.repeat(31)}`)],
  [
    'ed25519-not-reduced',
    "y is 3 and the field's prime, which RFC 8032 does not decode",
    ed(`f0${'ff'.repeat(30)}7f`),
  ],
];

/** Ed25519 keys of small order. */
export const smallOrderKeys: readonly (readonly [name: string, what: string, key: Buffer])[] = [
  ['order-1', 'the neutral element', ed(`01${'00'.repeat(31)}`)],
  ['order-1-sign', 'the neutral element with a sign', ed(`01${'00'.repeat(30)}80`)],
  ['order-2', 'the point of order 2', ed(`ec${'ff'.repeat(30)}7f`)],
  ['order-4', 'a point of order 4', ed('00'.repeat(32))],
  ['order-4-not-reduced', 'a point of order 4, not reduced', ed(`ed${'ff'.repeat(30)}ff`)],
  [
    'order-8',
    'a point of order 8',
    ed('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  ],
  [
    'order-8-other',
    'another point of order 8',
    ed('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'),
  ],
];
