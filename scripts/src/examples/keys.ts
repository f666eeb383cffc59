import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';

const PKCS8_ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** 32 octets that anybody can compute from the label, for examples: keys made of them are not secret. */
export function seed(label: string): Buffer {
  return createHash('sha256').update(`p2core example: ${label}`).digest();
}

const privateKeys = new Map<string, KeyObject>();

/** The Ed25519 private key whose seed (RFC 8032) is that of the label. */
export function privateKey(label: string): KeyObject {
  const known = privateKeys.get(label);
  if (known) return known;
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519_PREFIX, seed(label)]),
    format: 'der',
    type: 'pkcs8',
  });
  privateKeys.set(label, key);
  return key;
}
