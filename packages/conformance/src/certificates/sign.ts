import { type KeyObject, sign } from 'node:crypto';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { ed25519 } from './key-pair.js';

/** The hash and the AlgorithmIdentifier of signatures, by type of key (`openapi/id-cert.md`, I9). */
const algorithms: Record<string, { hash: string | null; algorithm: string; parameters?: null }> = {
  ed25519: { hash: null, algorithm: ed25519 },
  ec: { hash: 'sha256', algorithm: '1.2.840.10045.4.3.2' },
  rsa: { hash: 'sha256', algorithm: '1.2.840.113549.1.1.11', parameters: null },
};

/** Signs octets as the profile says for this type of key: Ed25519; ECDSA with SHA-256, in DER; RSASSA-PKCS1-v1_5 with SHA-256. */
export function signOctets(octets: Uint8Array, key: KeyObject): Buffer {
  return sign(of(key).hash, octets, key);
}

/** The AlgorithmIdentifier of such a signature. */
export function signatureAlgorithmOf(key: KeyObject): AlgorithmIdentifier {
  const { algorithm, parameters } = of(key);
  return new AlgorithmIdentifier(
    parameters === undefined
      ? { algorithm }
      : { algorithm, parameters: new Uint8Array([5, 0]).buffer },
  );
}

function of({ asymmetricKeyType: type }: KeyObject) {
  const found = algorithms[String(type)];
  if (found === undefined) throw new TypeError(`no ID-Cert has a key of ${type}`);
  return found;
}
