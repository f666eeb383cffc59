import { readVectors } from '@p2core/testing/vectors';
import { describe, expect, test } from 'vitest';
import {
  domainDigest,
  domainDigestLength,
  FidError,
  isChallengeSignedBy,
  signChallenge,
} from '../../src/index.js';

interface DigestVector {
  value: string;
  digest: string;
  reason: string;
}

interface SignatureVector {
  challenge: string;
  public_key: string;
  signature: string;
  valid: boolean;
  reason: string;
}

describe('the digest of a domain', () => {
  test.each(readVectors<DigestVector>('domain-digests.jsonl'))(
    'of $value: $reason',
    async ({ value, digest }) => {
      expect(digest).toHaveLength(domainDigestLength);
      expect(await domainDigest(value)).toBe(digest);
    },
  );

  test.each(['home.example.com:443', 'https://home.example.com', 'alice@home.example.com', ''])(
    'not of %j',
    async (domain) => {
      await expect(domainDigest(domain)).rejects.toThrow(FidError);
    },
  );
});

describe('a signature of a challenge', () => {
  test.each(readVectors<SignatureVector>('challenge-signatures.jsonl'))(
    '$valid: $reason',
    async ({ challenge, public_key: publicKey, signature, valid }) => {
      const encoding = /^(?:[0-9a-f]{2})+$/i.test(signature) ? 'hex' : 'base64';
      const octets = Uint8Array.from(Buffer.from(signature, encoding));
      expect(await isChallengeSignedBy(challenge, octets, publicKey)).toBe(valid);
    },
  );

  test.each([
    ['Ed25519', { name: 'Ed25519' }],
    ['P-256', { name: 'ECDSA', namedCurve: 'P-256' }],
    [
      'RSA',
      {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        modulusLength: 2048,
        publicExponent: Uint8Array.of(1, 0, 1),
      },
    ],
  ])('by a key of %s verifies, and no other', async (_name, algorithm) => {
    const keys = (await crypto.subtle.generateKey(algorithm, false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
    const base64 = Buffer.from(spki).toString('base64');
    const pem = `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`;
    const challenge = 'Aa0'.repeat(40);
    const signature = await signChallenge(challenge, keys.privateKey);
    expect(await isChallengeSignedBy(challenge, signature, pem)).toBe(true);
    expect(await isChallengeSignedBy(`${challenge}0`, signature, pem)).toBe(false);
  });

  test.each([
    'a'.repeat(31),
    'a'.repeat(257),
    `${'a'.repeat(40)}\n`,
    `${'a'.repeat(40)}-`,
    'ä'.repeat(40),
  ])('is not made for %j', async (challenge) => {
    const keys = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    await expect(signChallenge(challenge, keys.privateKey)).rejects.toThrow(RangeError);
  });
});
