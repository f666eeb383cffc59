import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';

const PKCS8_ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** 32 octets that everybody can compute from the label. They are for examples: nothing made of them is a secret. */
export function seed(label: string): Buffer {
  return createHash('sha256').update(`p2core example: ${label}`).digest();
}

/** The Ed25519 private key whose RFC 8032 seed is the label's. */
export function privateKey(label: string): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519_PREFIX, seed(label)]),
    format: 'der',
    type: 'pkcs8',
  });
}
