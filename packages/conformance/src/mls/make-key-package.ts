import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { newKeyPair, rawKey } from '../certificates/key-pair.js';
import { signOctets } from '../certificates/sign.js';
import { mls10 } from './read-key-package.js';
import { integer, vector } from './tls-writer.js';

/** Cipher suites (RFC 9420 section 17.1), of which the first two sign with Ed25519, the third with ECDSA and P-256. */
export const cipherSuites = {
  MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519: 1,
  MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519: 3,
  MLS_128_DHKEMP256_AES128GCM_SHA256_P256: 2,
} as const;

const version = integer(mls10, 2);
const basicCredential = integer(1, 2);
const x509Credential = integer(2, 2);
const fromKeyPackage = integer(1, 1);
const lifetimeInSeconds = 28 * 24 * 60 * 60;

/** The owner of a KeyPackage, and the faults that it may have. */
export interface KeyPackageOptions {
  /** The session's ID-Cert, PEM. */
  idCert: string;
  /** The key that signs it. */
  privateKey: KeyObject;
  /** The key that signs its leaf node; the same by default. */
  leafKey?: KeyObject;
  /** The time by the server's clock, in seconds since the epoch; its lifetime begins an hour before. */
  now: number;
  /** Until when it may be used, in seconds since the epoch; 28 days by default. */
  notAfter?: number;
  /** The cipher suite; one of Ed25519 by default. */
  suite?: (typeof cipherSuites)[keyof typeof cipherSuites];
  /** The `init_key`; a new one of the suite by default. */
  initKey?: Buffer;
  /** The leaf's `encryption_key`; a new one of the suite by default. */
  encryptionKey?: Buffer;
  /** The leaf's signature key; that of the ID-Cert by default. */
  signatureKey?: Buffer;
  /** The leaf's credential in place of the ID-Cert: another certificate (PEM), or a name (`basic`). */
  credential?: { idCert: string } | { basic: string };
}

/**
 * Makes a KeyPackage (RFC 9420 section 10) for a session. Its private keys are discarded, so it cannot be used to join
 * a group.
 *
 * @returns Base64, TLS-serialised
 */
export function makeKeyPackage({
  idCert,
  privateKey,
  leafKey = privateKey,
  now,
  notAfter = now + lifetimeInSeconds,
  suite = cipherSuites.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519,
  initKey = newHpkeKey(suite),
  encryptionKey = newHpkeKey(suite),
  signatureKey = rawKey(new X509Certificate(idCert).publicKey),
  credential = { idCert },
}: KeyPackageOptions): string {
  const cipherSuite = integer(suite, 2);
  const leaf = Buffer.concat([
    vector(encryptionKey),
    vector(signatureKey),
    ...written(credential),
    vector(version),
    vector(cipherSuite),
    vector(),
    vector(),
    vector('basic' in credential ? basicCredential : x509Credential),
    fromKeyPackage,
    integer(now - 3600, 8),
    integer(notAfter, 8),
    vector(),
  ]);
  const signedLeaf = Buffer.concat([leaf, vector(signWithLabel('LeafNodeTBS', leaf, leafKey))]);
  const toBeSigned = Buffer.concat([version, cipherSuite, vector(initKey), signedLeaf, vector()]);
  const signature = signWithLabel('KeyPackageTBS', toBeSigned, privateKey);
  return Buffer.concat([toBeSigned, vector(signature)]).toString('base64');
}

/** RFC 9420 section 5.3. */
function written(credential: NonNullable<KeyPackageOptions['credential']>): Buffer[] {
  return 'basic' in credential
    ? [basicCredential, vector(Buffer.from(credential.basic))]
    : [x509Credential, vector(vector(new X509Certificate(credential.idCert).raw))];
}

/** A new public key for the HPKE of a suite: P-256 or X25519. */
export function newHpkeKey(suite: KeyPackageOptions['suite'] = 1): Buffer {
  const isP256 = suite === cipherSuites.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
  return rawKey((isP256 ? newKeyPair('P-256') : generateKeyPairSync('x25519')).publicKey);
}

/** RFC 9420 section 5.1.2. */
function signWithLabel(label: string, content: Buffer, key: KeyObject): Buffer {
  const octets = Buffer.concat([vector(Buffer.from(`MLS 1.0 ${label}`)), vector(content)]);
  return signOctets(octets, key);
}
