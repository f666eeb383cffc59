/** The algorithm to sign with: that of the key. If the key names no hash, one as long as its curve is used. */
export function signingAlgorithm({ algorithm }: CryptoKey): Algorithm & { hash?: string } {
  const { name, namedCurve } = algorithm as EcKeyAlgorithm;
  if (name !== 'ECDSA') return { name };
  const hash = { 'P-384': 'SHA-384', 'P-521': 'SHA-512' }[namedCurve] ?? 'SHA-256';
  return { name, hash };
}
