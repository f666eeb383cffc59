import { createHash, randomBytes } from 'node:crypto';
import type { Credential } from 'ts-mls/credential.js';
import { encodeKeyPackage } from 'ts-mls/keyPackage.js';
import { onTestFinished } from 'vitest';
import type { NewEvent } from '../../src/store/events/event-queue.js';
import type { StoredIdCert } from '../../src/store/id-certs/id-certs.js';
import type { LowStockRule } from '../../src/store/key-packages/key-packages.js';
import type { ServerIdentity } from '../../src/store/server-identities/identity-rows.js';
import type { NewSession } from '../../src/store/sessions/sessions.js';
import { openStore, type Store } from '../../src/store/store.js';

export const alice = 'alice@home.example.com';
export const bob = 'bob@elsewhere.example.org';

/** Opens a store for the length of one test. */
export async function open(database: string): Promise<Store> {
  const store = await openStore(database);
  onTestFinished(() => store.close());
  return store;
}

/** The same, with Alice registered; she is the only one. */
export async function openWithAlice(database: string): Promise<Store> {
  const store = await open(database);
  await store.actors.add(alice, 1_700_000_000);
  return store;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function session(
  fid: string,
  sessionId: string,
  more: Partial<NewSession> = {},
): NewSession {
  const tokenHash = sha256(`${fid} ${sessionId}`);
  return { fid, sessionId, tokenHash, createdAt: 1_700_000_000, ...more };
}

/** A certificate that holds until the year 2096, for a session ends with it. */
export function idCert(serialNumber: string, notBefore = 1000, notAfter = 4e9): StoredIdCert {
  return { serialNumber, certificate: pem(serialNumber), notBefore, notAfter };
}

/** The text of the certificate with a serial number. */
export function pem(serialNumber: string): string {
  return `-----BEGIN CERTIFICATE-----\n${serialNumber}\n-----END CERTIFICATE-----\n`;
}

export function identity(serialNumber: string, currentFrom = 1000): ServerIdentity {
  return {
    serialNumber,
    certificate: pem(serialNumber),
    publicKey: `-----BEGIN PUBLIC KEY-----\n${serialNumber}\n-----END PUBLIC KEY-----\n`,
    sealedPrivateKey: Buffer.from(serialNumber).toString('base64'),
    notBefore: currentFrom,
    notAfter: currentFrom + 1000,
    currentFrom,
  };
}

/** The event of a new identity. */
export function announcement({ serialNumber }: ServerIdentity): NewEvent {
  return { n: 'core', op: '6', d: { serialNumber } };
}

/** As many different KeyPackages, in Base64. */
export function keyPackages(count: number): string[] {
  return Array.from({ length: count }, () => randomBytes(48).toString('base64'));
}

/** An RFC 9420 KeyPackage of random keys, in Base64, whose lifetime ends at a time; its signatures are invalid. */
export function mlsKeyPackage(
  notAfter: number | bigint,
  credential: Credential = { credentialType: 'basic', identity: randomBytes(70) },
): string {
  const cipherSuite = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';
  const keyPackage = encodeKeyPackage({
    version: 'mls10',
    cipherSuite,
    initKey: randomBytes(32),
    leafNode: {
      leafNodeSource: 'key_package',
      hpkePublicKey: randomBytes(32),
      signaturePublicKey: randomBytes(32),
      credential,
      capabilities: {
        versions: ['mls10'],
        ciphersuites: [cipherSuite],
        extensions: [1, 2],
        proposals: [],
        credentials: ['basic', 'x509'],
      },
      lifetime: { notBefore: 0n, notAfter: BigInt(notAfter) },
      extensions: [],
      signature: randomBytes(64),
    },
    extensions: [],
    signature: randomBytes(64),
  });
  return Buffer.from(keyPackage).toString('base64');
}

/** Sends no events. */
export const neverLow: LowStockRule = {
  threshold: -1,
  event: () => {
    throw new Error('not asked for');
  },
};

export function lowAt(threshold: number): LowStockRule {
  return {
    threshold,
    event: (sessionId, remaining) => ({ n: 'core', op: '99', d: { sessionId, remaining } }),
  };
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
