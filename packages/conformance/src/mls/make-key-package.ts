import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { rawKey } from '../certificates/key-pair.js';
import { mls10 } from './read-key-package.js';
import { integer, vector } from './tls-writer.js';

/** MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519 (RFC 9420 section 17.1). */
const cipherSuite = integer(1, 2);
const version = integer(mls10, 2);
const x509Credential = integer(2, 2);
const fromKeyPackage = integer(1, 1);
const lifetimeInSeconds = 28 * 24 * 60 * 60;

/** Whose KeyPackage it is, and what may be wrong with it. */
export interface KeyPackageOptions {
  /** The session's ID-Cert, PEM. */
  idCert: string;
  /** The key that signs it, Ed25519. */
  privateKey: KeyObject;
  /** The time by the server's clock, in seconds since the epoch; its lifetime begins an hour before. */
  now: number;
  /** Until when it may be used, in seconds since the epoch; 28 days by default. */
  notAfter?: number;
  /** The `init_key`, 32 octets; a new one by default. */
  initKey?: Buffer;
  /** The leaf's signature key, 32 octets; that of the ID-Cert by default. */
  signatureKey?: Buffer;
}

/**
 * Makes a KeyPackage (RFC 9420 section 10) for a session. Nobody keeps its private keys, so nobody can join a group with it.
 *
 * @returns Base64, TLS-serialised
 */
export function makeKeyPackage({
  idCert,
  privateKey,
  now,
  notAfter = now + lifetimeInSeconds,
  initKey = newHpkeKey(),
  signatureKey = rawKey(new X509Certificate(idCert).publicKey),
}: KeyPackageOptions): string {
  const leaf = Buffer.concat([
    vector(newHpkeKey()),
    vector(signatureKey),
    x509Credential,
    vector(vector(new X509Certificate(idCert).raw)),
    vector(version),
    vector(cipherSuite),
    vector(),
    vector(),
    vector(x509Credential),
    fromKeyPackage,
    integer(now - 3600, 8),
    integer(notAfter, 8),
    vector(),
  ]);
  const signedLeaf = Buffer.concat([leaf, vector(signWithLabel('LeafNodeTBS', leaf, privateKey))]);
  const toBeSigned = Buffer.concat([version, cipherSuite, vector(initKey), signedLeaf, vector()]);
  const signature = signWithLabel('KeyPackageTBS', toBeSigned, privateKey);
  return Buffer.concat([toBeSigned, vector(signature)]).toString('base64');
}

/** A new public key of X25519. */
export function newHpkeKey(): Buffer {
  return rawKey(generateKeyPairSync('x25519').publicKey);
}

/** RFC 9420 section 5.1.2. */
function signWithLabel(label: string, content: Buffer, key: KeyObject): Buffer {
  return sign(null, Buffer.concat([vector(Buffer.from(`MLS 1.0 ${label}`)), vector(content)]), key);
}
