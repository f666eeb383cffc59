import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { openssl, stringsOf, subjectOf, verifyChain } from '@p2core/testing/openssl';
import { describe, expect, test } from 'vitest';
import { FidError, readServerIdCert } from '../src/index.js';
import { makeHomeServer } from './support/home-server.js';
import { generateKeyPair } from './support/keys.js';
import {
  aliceKeys,
  ca,
  cn,
  dc,
  Extension,
  from,
  homeName,
  makeServerCertificate,
  ou,
  type Recipe,
  sid,
  uid,
  until,
  usage,
} from './support/make.js';

describe('createServerIdCert', () => {
  test.each([
    ['home.example.com', ['com', 'example', 'home'], from, until],
    ['localhost', ['localhost'], 0, from],
    ['A-1.Example', ['example', 'a-1'], from, 2_524_607_999],
    ['a.b.c.d.e.f', ['f', 'e', 'd', 'c', 'b', 'a'], from, 2_524_608_000],
    ['x', ['x'], 2_524_608_000, 253_402_300_798],
  ])('makes a root of %s that openssl accepts', async (domain, components, notBefore, notAfter) => {
    const identity = await makeHomeServer({ domain, notBefore, notAfter });
    const { certificate } = identity;

    for (const time of [notBefore, notAfter - 1]) {
      expect(verifyChain(certificate, certificate, time)).toBe('certificate: OK');
    }
    expect(() => verifyChain(certificate, certificate, notAfter + 1)).toThrow('has expired');
    const name = components.map((component) => `DC = ${component}`).join(', ');
    expect(subjectOf(certificate)).toBe(`subject=${name}`);
    const strings = components.map((component) => `IA5STRING ${component}`);
    expect(stringsOf(certificate)).toEqual([...strings, ...strings]);

    const text = openssl(['x509', '-noout', '-text'], certificate);
    expect(text).toContain('Version: 3');
    expect(text).toContain('Signature Algorithm: ED25519');
    expect(text).toContain(
      'X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0\n',
    );
    expect(text).toContain('X509v3 Key Usage: critical\n                Certificate Sign\n');
    expect(text).not.toContain('Identifier');

    expect(await readServerIdCert(certificate)).toMatchObject({
      domain: domain.toLowerCase(),
      notBefore,
      notAfter,
      publicKey: identity.publicKey,
      serialNumber: identity.idCert.serialNumber,
    });
  });

  test('writes PEM as openssl does, with a matching key pair and the certificate’s serial number', async () => {
    const identity = await makeHomeServer({
      domain: 'a.b',
      notBefore: from,
      notAfter: until,
    });
    const { certificate, publicKey, privateKey, idCert } = identity;
    expect(openssl(['x509'], certificate)).toBe(certificate);
    expect(openssl(['x509', '-noout', '-pubkey'], certificate)).toBe(publicKey);
    const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
    expect(createPublicKey(key).export({ format: 'pem', type: 'spki' })).toBe(publicKey);
    expect(openssl(['x509', '-noout', '-serial'], certificate).toLowerCase()).toBe(
      `serial=${idCert.serialNumber}\n`,
    );
  });

  test('gives each certificate a new key and a new serial number of at most 20 octets', async () => {
    const identities = await Promise.all(
      Array.from({ length: 40 }, () =>
        makeHomeServer({ domain: 'a.b', notBefore: from, notAfter: until }),
      ),
    );
    expect(new Set(identities.map(({ publicKey }) => publicKey)).size).toBe(40);
    expect(new Set(identities.map(({ idCert }) => idCert.serialNumber)).size).toBe(40);
    for (const { idCert } of identities) expect(idCert.serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/);
  });

  test.each(['', 'a..b', 'a b', 'https://a.b', 'alice@a.b'])(
    'refuses the domain %j',
    async (domain) => {
      const made = makeHomeServer({ domain, notBefore: from, notAfter: until });
      await expect(made).rejects.toThrow(FidError);
    },
  );

  test('refuses a validity that ends before it begins', async () => {
    const made = makeHomeServer({ domain: 'a.b', notBefore: until, notAfter: from });
    await expect(made).rejects.toThrow('notBefore must not be after notAfter');
  });
});

describe('readServerIdCert', () => {
  test('gives the fields of the certificate', async () => {
    const pem = await makeServerCertificate({ serialNumber: '00ff' });
    const { publicKey } = new X509Certificate(pem);
    expect(await readServerIdCert(pem)).toMatchObject({
      pem,
      domain: 'home.example.com',
      serialNumber: 'ff',
      notBefore: from,
      notAfter: until,
      publicKey: publicKey.export({ format: 'pem', type: 'spki' }),
    });
  });

  test.each<[string, Recipe, string]>([
    ['a domain in upper case', { subject: [dc('COM'), dc('Example')] }, 'example.com'],
    [
      'cRLSign besides keyCertSign',
      { extensions: [ca(true, 0), usage(['keyCertSign', 'cRLSign'])] },
      'home.example.com',
    ],
    ['a validity of one second', { notBefore: from, notAfter: from }, 'home.example.com'],
  ])('accepts %s', async (_, recipe, domain) => {
    expect((await readServerIdCert(await makeServerCertificate(recipe))).domain).toBe(domain);
  });

  test.each(['ed25519', 'P-256', 'rsa'])(
    'accepts a root of openssl with a key of %s',
    async (algorithm) => {
      expect((await readServerIdCert(opensslRoot(algorithm))).domain).toBe('home.example.com');
    },
  );

  test.each<[string, Recipe, string]>([
    ['no domain components', { subject: [ou('chat')] }, 'the subject must have domain components'],
    [
      'an organisational unit',
      { subject: [...homeName, ou('chat')] },
      'the subject of a home server must have domain components alone',
    ],
    ...[
      [dc('123'), dc('home')],
      [dc('4'), dc('3'), dc('2'), dc('1')],
      [dc('0x7f')],
      Array.from({ length: 5 }, () => dc('x'.repeat(60))),
    ].map((subject): [string, Recipe, string] => [
      `a domain that is no name of a host: ${JSON.stringify(subject)}`,
      { subject },
      'the domain must be the name of a host',
    ]),
    [
      'a CN',
      { subject: [...homeName, cn('home')] },
      'the subject of a home server must have no CN',
    ],
    [
      'a UID',
      { subject: [...homeName, uid('alice@home.example.com')] },
      'the subject of a home server must have no UID',
    ],
    [
      'a uniqueIdentifier',
      { subject: [...homeName, sid('s1')] },
      'the subject of a home server must have no uniqueIdentifier',
    ],
    [
      'a domain component in UTF-8',
      { subject: [dc('com', 'utf8String')] },
      'each domain component must be an IA5String',
    ],
    [
      'a whole domain as one component',
      { subject: [dc('example.com')] },
      "each domain component must be one label of the domain's",
    ],
    [
      'an empty domain component',
      { subject: [dc('com'), dc('')] },
      "each domain component must be one label of the domain's",
    ],
    [
      'no basicConstraints',
      { extensions: [usage(['keyCertSign'])] },
      'basicConstraints must have CA true',
    ],
    [
      'CA false',
      { extensions: [ca(false), usage(['keyCertSign'])] },
      'basicConstraints must have CA true',
    ],
    [
      'no pathLenConstraint',
      { extensions: [ca(true), usage(['keyCertSign'])] },
      'basicConstraints must have pathLenConstraint 0',
    ],
    [
      'pathLenConstraint 1',
      { extensions: [ca(true, 1), usage(['keyCertSign'])] },
      'basicConstraints must have pathLenConstraint 0',
    ],
    [
      'basicConstraints that are not critical',
      { extensions: [ca(true, 0, false), usage(['keyCertSign'])] },
      'basicConstraints must be critical',
    ],
    ['no keyUsage', { extensions: [ca(true, 0)] }, 'keyUsage must have keyCertSign'],
    [
      'keyUsage without keyCertSign',
      { extensions: [ca(true, 0), usage(['digitalSignature', 'cRLSign'])] },
      'keyUsage must have keyCertSign',
    ],
    [
      'keyUsage that is not critical',
      { extensions: [ca(true, 0), usage(['keyCertSign'], false)] },
      'keyUsage must be critical',
    ],
    [
      'critical name constraints',
      {
        extensions: [
          ca(true, 0),
          usage(['keyCertSign']),
          new Extension('2.5.29.30', true, Buffer.from('3000', 'hex')),
        ],
      },
      'the extension 2.5.29.30 must not be critical',
    ],
    ['another issuer', { issuer: [dc('com'), dc('example')] }, 'the issuer must be the subject'],
    [
      'an issuer that differs in case only',
      { issuer: [dc('com'), dc('example'), dc('Home')] },
      'the issuer must be the subject',
    ],
    [
      'a signature by another key',
      { signer: aliceKeys },
      "the signature must be by the certificate's own key",
    ],
    [
      'another key than the one that signed',
      { keys: generateKeyPair() },
      "the signature must be by the certificate's own key",
    ],
    [
      'a validity that ends before it begins',
      { notAfter: from - 1 },
      'notBefore must not be after notAfter',
    ],
  ])('refuses %s', async (_, recipe, rule) => {
    const pem = await makeServerCertificate(recipe);
    await expect(readServerIdCert(pem)).rejects.toThrow(
      expect.objectContaining({
        name: 'IdCertError',
        reason: 'malformed',
        message: expect.stringContaining(rule),
      }),
    );
  });

  test('refuses a signature with one bit changed', async () => {
    const pem = await makeServerCertificate();
    const der = new X509Certificate(pem).raw;
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    const changed = openssl(['x509', '-inform', 'DER'], der);
    await expect(readServerIdCert(changed)).rejects.toThrow(
      "the signature must be by the certificate's own key",
    );
  });
});

function opensslRoot(algorithm: string): string {
  const options: Record<string, string[]> = {
    ed25519: ['-newkey', 'ed25519'],
    'P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    rsa: ['-newkey', 'rsa:2048'],
  };
  return openssl([
    ...['req', '-x509', '-noenc', '-keyout', '/dev/null', ...(options[algorithm] ?? [])],
    ...['-subj', '/DC=com/DC=example/DC=home', '-days', '30'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE,pathlen:0'],
    ...['-addext', 'keyUsage=critical,keyCertSign'],
  ]);
}
