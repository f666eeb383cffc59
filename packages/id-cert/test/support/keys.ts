import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';

/** An Ed25519 key pair. */
export interface KeyPair {
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
  /** PKCS #8, DER. */
  readonly privateKey: Buffer;
}

/** Makes a new Ed25519 key pair. */
export function generateKeyPair(): KeyPair {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
}

/** The pair as keys of WebCrypto. */
export async function importKeyPair({ privateKey }: KeyPair): Promise<webcrypto.CryptoKeyPair> {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', privateKey, 'Ed25519', false, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, 'Ed25519', true, ['verify']),
  };
}
