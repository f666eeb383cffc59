import { generateKeyPairSync, type KeyObject } from 'node:crypto';

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
