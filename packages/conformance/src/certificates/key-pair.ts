import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/** The object identifier of Ed25519 (RFC 8410), which every server takes. */
export const ed25519 = '1.3.101.112';

/** A private key with its public key. */
export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A new key pair of Ed25519. */
export function newKeyPair(): KeyPair {
  return generateKeyPairSync('ed25519');
}

/** The 32 octets of a public key of Ed25519 or X25519. */
export function rawKey(publicKey: KeyObject): Buffer {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}

/** What stands before the 32 octets of a private key of Ed25519 in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key pair of a name, always the same; it is no secret. */
export function keyPairOf(name: string): KeyPair {
  const seed = createHash('sha256').update(name).digest();
  const key = Buffer.concat([pkcs8Prefix, seed]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
