import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';

/** An identity key pair of this server or of one of its sessions: Ed25519, which every implementation must support. */
export interface KeyPair {
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
  /** PKCS #8, DER. Seal it (`seal.ts`) before it is stored. */
  readonly privateKey: Buffer;
}

/** Makes a new Ed25519 key pair. */
export function generateKeyPair(): KeyPair {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
}

/**
 * Imports a private key in PKCS #8 DER into WebCrypto, with its public key, for `@p2core/id-cert`.
 *
 * @throws {DOMException} where it is not an Ed25519 private key
 */
export async function importKeyPair(privateKey: Uint8Array): Promise<webcrypto.CryptoKeyPair> {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', privateKey, 'Ed25519', false, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, 'Ed25519', true, ['verify']),
  };
}
