/** The algorithm to sign with a key: its own, with a hash as long as the curve where the key leaves that open. */
export function signingAlgorithm({ algorithm }: CryptoKey): Algorithm & { hash?: string } {
  const { name, namedCurve } = algorithm as EcKeyAlgorithm;
  if (name !== 'ECDSA') return { name };
  const hash = { 'P-384': 'SHA-384', 'P-521': 'SHA-512' }[namedCurve] ?? 'SHA-256';
  return { name, hash };
}
