import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/** The object identifier of Ed25519 (RFC 8410), which every server accepts. */
export const ed25519 = '1.3.101.112';

/** A private key with its public key. */
export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** The kinds of key that an ID-Cert may have (`openapi/id-cert.md`, I8). */
export type KeyKind = 'Ed25519' | 'P-256' | 'RSA';

/** A new key pair; RSA has 2,048 bits. */
export function newKeyPair(kind: KeyKind = 'Ed25519'): KeyPair {
  if (kind === 'P-256') return generateKeyPairSync('ec', { namedCurve: kind });
  if (kind === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ed25519');
}

/** The octets of a public key as MLS writes them: 32 of Ed25519 or X25519, the uncompressed point of P-256. */
export function rawKey(publicKey: KeyObject): Buffer {
  const { x = '', y } = publicKey.export({ format: 'jwk' });
  const first = Buffer.from(x, 'base64url');
  return y === undefined
    ? first
    : Buffer.concat([Buffer.of(4), first, Buffer.from(y, 'base64url')]);
}

/** The octets before the 32 of an Ed25519 private key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key pair derived from a name: always the same, and no secret. */
export function keyPairOf(name: string): KeyPair {
  const seed = createHash('sha256').update(name).digest();
  const key = Buffer.concat([pkcs8Prefix, seed]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
