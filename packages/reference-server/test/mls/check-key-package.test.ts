import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { checkKeyPackage, leafIdentityOf } from '../../src/mls/check-key-package.js';
import { issueWithStoredKey } from '../../src/pki/issue-with-stored-key.js';
import { createServerIdentity } from '../../src/pki/server-identity.js';
import { derOf, makeKeyPackage, rawPublicKey, type Signer } from './make.js';

const time = now();
const validity = { notBefore: time, notAfter: time + 1000 };
const p256Suite = 'MLS_128_DHKEMP256_AES128GCM_SHA256_P256';

/** An ID-Cert of Alice for a new key. */
async function newSigner(type: 'ed25519' | 'ec' | 'rsa' = 'ed25519'): Promise<Signer> {
  const issuer = await createServerIdentity({ domain: 'home.example.com', ...validity });
  const options = { namedCurve: 'P-256', modulusLength: 2048 };
  const { publicKey, privateKey } = generateKeyPairSync(type as 'ec', options);
  const { pem } = await issueWithStoredKey({
    ...{ fid: 'alice@home.example.com', sessionId: 'one', issuer, ...validity },
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  });
  return { certificate: pem, privateKey };
}

let alice: Signer;
let other: Signer;
beforeAll(async () => {
  [alice, other] = await Promise.all([newSigner(), newSigner()]);
});

/** The rule that a KeyPackage breaks, `mismatch`, or `good`. */
async function judge(keyPackage: string | Buffer, signer = alice, at = time): Promise<string> {
  const octets = Buffer.from(keyPackage as string, 'base64');
  const fault = await checkKeyPackage(octets, leafIdentityOf(signer.certificate), at);
  return fault === undefined ? 'good' : fault.kind === 'mismatch' ? fault.kind : fault.rule;
}

describe('a KeyPackage (R34)', () => {
  test('of the ID-Cert is good, with a key on P-256 too', async () => {
    expect(await judge(await makeKeyPackage(alice))).toBe('good');
    const p256 = await newSigner('ec');
    expect(await judge(await makeKeyPackage(p256, { cipherSuite: p256Suite }), p256)).toBe('good');
  });

  test('may have what the server does not know: suites, extensions, proposals, and much of them', async () => {
    const unknown = Array.from({ length: 250 }, (_, index) => 0x0a0a + index);
    const extensions = unknown
      .slice(0, 64)
      .map((extensionType) => ({ extensionType, extensionData: randomBytes(20) }));
    const keyPackage = await makeKeyPackage(alice, {
      leaf: {
        capabilities: {
          versions: ['mls10'],
          ciphersuites: unknown.map(String) as never[],
          extensions: unknown,
          proposals: unknown,
          credentials: ['x509', '2570' as never],
        },
        extensions,
      },
      outer: { extensions },
    });
    expect(await judge(keyPackage)).toBe('good');
  });

  test('with any octet changed is not good', async () => {
    const octets = Buffer.from(await makeKeyPackage(alice), 'base64');
    const flips = Array.from(octets, (_, at) => ({ at, by: 1 + (at % 255) }));
    for (const { at, by } of flips) {
      const changed = Buffer.from(octets);
      changed[at] = (changed[at] as number) ^ by;
      expect([at, await judge(changed.toString('base64'))]).not.toEqual([at, 'good']);
    }
    const change = fc.record({
      at: fc.nat(octets.length - 1),
      by: fc.integer({ min: 1, max: 255 }),
    });
    const changes = fc.uniqueArray(change, {
      minLength: 1,
      maxLength: 4,
      selector: ({ at }) => at,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const changed = Buffer.from(octets);
        for (const { at, by } of all) changed[at] = (changed[at] as number) ^ by;
        expect(await judge(changed.toString('base64'))).not.toBe('good');
      }),
      { numRuns: 300 },
    );
  });

  test('that is cut off or followed by octets is refused', async () => {
    const octets = Buffer.from(await makeKeyPackage(alice), 'base64');
    for (let length = 0; length < octets.length; length += 7) {
      const cut = octets.subarray(0, length).toString('base64');
      expect(await judge(cut)).toMatch('must be an RFC 9420 KeyPackage');
    }
    const longer = Buffer.concat([octets, Buffer.of(0)]).toString('base64');
    expect(await judge(longer)).toMatch('must be an RFC 9420 KeyPackage');
  });

  test('with a length that is not the shortest is none, though its signatures hold', async () => {
    const octets = Buffer.from(await makeKeyPackage(alice), 'base64');
    const longer = Buffer.concat([octets.subarray(0, 4), Buffer.of(0x40, 32), octets.subarray(5)]);
    expect(await judge(longer.toString('base64'))).toMatch('must be an RFC 9420 KeyPackage');
  });

  test.each([
    ['signed by another key', (): object => ({ outerSigner: other }), /^must be signed by/],
    [
      'whose leaf node another key signed',
      () => ({ leaf: { signaturePublicKey: rawPublicKey(other.privateKey) } }),
      /leaf node signed by/,
    ],
    ['of a suite with another scheme', () => ({ cipherSuite: p256Suite }), /cipher suite/],
    ['of an unknown suite', () => ({ cipherSuite: '2570' }), /cipher suite/],
    ['without an init_key', () => ({ outer: { initKey: new Uint8Array() } }), /init_key/],
    [
      'with a signature key of 31 octets',
      () => ({ leaf: { signaturePublicKey: randomBytes(31) } }),
      /leaf node/,
    ],
    [
      'with another certificate',
      () => ({ leaf: { credential: x509(derOf(other.certificate)) } }),
      /^mismatch$/,
    ],
    [
      'with a second certificate',
      () => ({ leaf: { credential: x509(derOf(alice.certificate), derOf(alice.certificate)) } }),
      /^mismatch$/,
    ],
    ['without a certificate', () => ({ leaf: { credential: x509() } }), /^mismatch$/],
    [
      'with a name for a credential',
      () => ({ leaf: { credential: { credentialType: 'basic', identity: Buffer.from('alice') } } }),
      /^mismatch$/,
    ],
    [
      'with more capabilities than are read',
      () => ({
        leaf: {
          capabilities: {
            versions: ['mls10'],
            ciphersuites: [],
            extensions: Array(257).fill(9),
            proposals: [],
            credentials: [],
          },
        },
      }),
      /must be an RFC 9420/,
    ],
    [
      'with more extensions than are read',
      () => ({
        outer: {
          extensions: Array(65).fill({ extensionType: 9, extensionData: new Uint8Array() }),
        },
      }),
      /must be an RFC 9420/,
    ],
  ])('%s is refused', async (_, changes, rule) => {
    expect(await judge(await makeKeyPackage(alice, changes()))).toMatch(rule);
  });

  test('of another session is a mismatch, although it is whole and well signed', async () => {
    expect(await judge(await makeKeyPackage(other))).toBe('mismatch');
    const stolen = { certificate: alice.certificate, privateKey: other.privateKey };
    expect(await judge(await makeKeyPackage(stolen))).toBe('mismatch');
  });

  test('has the same key for one purpose only', async () => {
    const same = randomBytes(32);
    const changes = { leaf: { hpkePublicKey: same }, outer: { initKey: same } };
    expect(await judge(await makeKeyPackage(alice, changes))).toMatch(/init_key/);
  });

  test('holds to the last second of its lifetime', async () => {
    const keyPackage = await makeKeyPackage(alice, {
      leaf: { lifetime: { notBefore: 0n, notAfter: BigInt(time) } },
    });
    expect(await judge(keyPackage, alice, time)).toBe('good');
    expect(await judge(keyPackage, alice, time + 1)).toMatch(/expired/);
    const endless = { lifetime: { notBefore: 0n, notAfter: 2n ** 64n - 1n } };
    expect(await judge(await makeKeyPackage(alice, { leaf: endless }))).toBe('good');
  });

  test('of a session with an RSA key cannot be, for MLS has no such suite', async () => {
    expect(await judge(await makeKeyPackage(alice), await newSigner('rsa'))).toMatch(
      /cipher suite/,
    );
  });
});

function x509(...certificates: Buffer[]) {
  return { credentialType: 'x509' as const, certificates };
}
