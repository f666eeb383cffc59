import { verify, X509Certificate } from 'node:crypto';
import { createGroup } from 'ts-mls/clientState.js';
import { createCommit } from 'ts-mls/createCommit.js';
import { getCiphersuiteFromName } from 'ts-mls/crypto/ciphersuite.js';
import { getCiphersuiteImpl } from 'ts-mls/crypto/getCiphersuiteImpl.js';
import {
  decodeKeyPackage,
  generateKeyPackageWithKey,
  verifyKeyPackage,
} from 'ts-mls/keyPackage.js';
import { verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { now } from '../../src/examples/cast.js';
import { makeExamples } from '../../src/examples/index.js';

const files = await makeExamples();
const keyPackages: string[] = parse(files['key-packages.yaml'] ?? '').value;
const idCerts: string[] = parse(files['actor-id-certs.yaml'] ?? '').value.idcerts;
const suite = await getCiphersuiteImpl(
  getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'),
);

test('each session has one', () => {
  expect(keyPackages).toHaveLength(2);
  expect(keyPackages).toHaveLength(idCerts.length);
});

describe.each([0, 1])('KeyPackage %i', (position) => {
  const base64 = keyPackages[position] ?? '';
  const octets = Buffer.from(base64, 'base64');
  const idCert = new X509Certificate(idCerts[position] ?? '');
  const decoded = decodeKeyPackage(octets, 0);
  if (decoded === undefined) throw new Error('ts-mls cannot decode the KeyPackage');
  const [keyPackage, length] = decoded;

  test('is Base64 in its canonical form', () => {
    expect(octets.toString('base64')).toBe(base64);
  });

  test('has no octets after the KeyPackage', () => {
    expect(length).toBe(octets.length);
    expect(keyPackage).toMatchObject({ version: 'mls10', cipherSuite: suite.name });
    expect(keyPackage.leafNode.leafNodeSource).toBe('key_package');
  });

  test("holds the session's ID-Cert and its key", () => {
    const { credential, signaturePublicKey } = keyPackage.leafNode;
    if (credential.credentialType !== 'x509') throw new Error('not an X.509 credential');
    expect(credential.certificates.map((der) => Buffer.from(der))).toEqual([idCert.raw]);
    expect(Buffer.from(signaturePublicKey).toString('base64url')).toBe(
      idCert.publicKey.export({ format: 'jwk' }).x,
    );
  });

  test("has a lifetime around the cast's now and within the ID-Cert's validity", () => {
    const { leafNode } = keyPackage;
    if (leafNode.leafNodeSource !== 'key_package') throw new Error('no lifetime');
    const [start, end] = [Number(leafNode.lifetime.notBefore), Number(leafNode.lifetime.notAfter)];
    expect(start).toBeLessThan(now);
    expect(end).toBeGreaterThan(now);
    expect(start).toBeGreaterThanOrEqual(Date.parse(idCert.validFrom) / 1000);
    expect(end).toBeLessThanOrEqual(Date.parse(idCert.validTo) / 1000);
  });

  test('verifies with ts-mls', async () => {
    expect(await verifyKeyPackage(keyPackage, suite.signature)).toBe(true);
    expect(await verifyLeafNodeSignatureKeyPackage(keyPackage.leafNode, suite.signature)).toBe(
      true,
    );
  });

  test('does not verify with a changed octet', async () => {
    const initKey = Uint8Array.from(keyPackage.initKey, (octet, i) =>
      i === 0 ? octet ^ 1 : octet,
    );
    expect(await verifyKeyPackage({ ...keyPackage, initKey }, suite.signature)).toBe(false);
  });

  test('verifies without ts-mls, read by RFC 9420', () => {
    const signatureLength = 66;
    const leafNodeStart = 37;
    const leafNode = octets.subarray(leafNodeStart, -signatureLength - 1);
    expect(octets.subarray(0, 5).toString('hex')).toBe('0001000120');
    expect(signedWithLabel('KeyPackageTBS', octets, idCert)).toBe(true);
    expect(signedWithLabel('LeafNodeTBS', leafNode, idCert)).toBe(true);
  });
});

test('the init and encryption keys are all different', () => {
  const keys = keyPackages.flatMap((base64) => {
    const decoded = decodeKeyPackage(Buffer.from(base64, 'base64'), 0);
    return [decoded?.[0].initKey, decoded?.[0].leafNode.hpkePublicKey].map(String);
  });
  expect(new Set(keys).size).toBe(4);
});

test("an MLS group adds both sessions at the cast's now", async () => {
  vi.setSystemTime(now * 1000);
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const bob = await generateKeyPackageWithKey(
    { credentialType: 'x509', certificates: [Buffer.from("bob's ID-Cert")] },
    {
      versions: ['mls10'],
      ciphersuites: [suite.name],
      extensions: [],
      proposals: [],
      credentials: ['x509'],
    },
    { notBefore: 0n, notAfter: 2n ** 62n },
    [],
    await suite.signature.keygen(),
    suite,
  );
  const state = await createGroup(
    Buffer.from('example group'),
    bob.publicPackage,
    bob.privatePackage,
    [],
    suite,
  );
  const { newState } = await createCommit(
    { state, cipherSuite: suite },
    {
      extraProposals: keyPackages.map((base64) => {
        const decoded = decodeKeyPackage(Buffer.from(base64, 'base64'), 0);
        if (decoded === undefined) throw new Error('ts-mls cannot decode the KeyPackage');
        return { proposalType: 'add', add: { keyPackage: decoded[0] } };
      }),
    },
  );
  expect(newState.ratchetTree.filter((node) => node?.nodeType === 'leaf')).toHaveLength(3);
});

/** SignWithLabel of RFC 9420 section 5.1.2, checked over the octets before the 64-octet signature at the end. */
function signedWithLabel(label: string, signed: Buffer, idCert: X509Certificate): boolean {
  const content = signed.subarray(0, -66);
  const message = Buffer.concat([vector(Buffer.from(`MLS 1.0 ${label}`)), vector(content)]);
  return verify(null, message, idCert.publicKey, signed.subarray(-64));
}

/** A variable-size vector of RFC 9420 section 2.1.2. */
function vector(content: Buffer): Buffer {
  const header = Buffer.alloc(content.length < 64 ? 1 : 2);
  if (header.length === 1) header.writeUInt8(content.length);
  else header.writeUInt16BE(0x4000 | content.length);
  return Buffer.concat([header, content]);
}
