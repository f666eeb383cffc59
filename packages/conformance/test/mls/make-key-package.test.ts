/** The kit's own KeyPackages and ID-CSRs, read by other implementations. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { issueIdCert } from '../../src/certificates/forge.js';
import { newKeyPair } from '../../src/certificates/key-pair.js';
import { makeCsr } from '../../src/certificates/make-csr.js';
import { makeKeyPackage } from '../../src/mls/make-key-package.js';
import { readKeyPackage } from '../../src/mls/read-key-package.js';

const now = Math.floor(Date.now() / 1000);
const names = { fid: 'alice@home.example.com', sessionId: 'a-session', now };

test('ts-mls reads a KeyPackage, and finds the keys that it was made with', () => {
  const keyPair = newKeyPair();
  const idCert = issueIdCert(names, keyPair.publicKey, newKeyPair().privateKey);
  const text = makeKeyPackage({ idCert, privateKey: keyPair.privateKey, now });
  const read = readKeyPackage(Buffer.from(text, 'base64'));
  const { x = '' } = new X509Certificate(idCert).publicKey.export({ format: 'jwk' });
  expect(read.signatureKey).toBe(Buffer.from(x, 'base64url').toString('hex'));
  expect(read.initKey).toMatch(/^[0-9a-f]{64}$/);
  expect(read.initKey).not.toBe(read.encryptionKey);
  expect(read.notBefore).toBeLessThan(now);
  expect(read.notAfter).toBeGreaterThan(now);
});

test('OpenSSL reads an ID-CSR and verifies its signature', () => {
  const csr = makeCsr(names, newKeyPair());
  const printed = execFileSync('openssl', ['req', '-verify', '-noout', '-subject'], {
    input: csr,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  expect(printed).toMatch(/DC ?= ?com.*DC ?= ?example.*DC ?= ?home/);
  expect(printed).toMatch(/UID ?= ?alice@home\.example\.com/);
});
