/** Object identifiers of the profile's algorithms, for keys and for signatures. */
export const oid = {
  ed25519: '1.3.101.112',
  ecPublicKey: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaEncryption: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;

/** An algorithm of the profile, for a key and its signatures. */
export type KeyAlgorithm = 'Ed25519' | 'P-256' | 'RSA';

/** WebCrypto's parameters for each, to import a key and to sign or verify with it. */
export const webCryptoAlgorithms: Record<
  KeyAlgorithm,
  { name: string; namedCurve?: string; hash?: string }
> = {
  Ed25519: { name: 'Ed25519' },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  RSA: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};
