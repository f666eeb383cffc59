import { openssl, stringsOf, subjectOf, verifyChain, verifyRequest } from '@p2core/testing/openssl';
import { describe, expect, test } from 'vitest';
import { createIdCsr, FidError, issueIdCert, readIdCsr, verifyIssuer } from '../src/index.js';
import { makeHomeServer } from './support/home-server.js';
import { generateKeyPair, importKeyPair } from './support/keys.js';
import {
  aliceKeys,
  ca,
  dc,
  from,
  makeIdCert,
  makeServerCertificate,
  SubjectKeyIdentifierExtension,
  serverKeys,
  until,
  usage,
} from './support/make.js';

const home = await makeHomeServer({
  domain: 'home.example.com',
  notBefore: from,
  notAfter: until,
});
const request = {
  fid: 'alice@home.example.com',
  sessionId: 's1',
  publicKey: aliceKeys.publicKey,
  issuer: home.issuer,
  notBefore: from + 1000,
  notAfter: from + 2000,
};

const alicesCert = await makeIdCert();
const alicesKeys = await importKeyPair(aliceKeys);

describe('issueIdCert', () => {
  test.each([
    ['home.example.com', 'alice', 's1'],
    ['localhost', 'a.b_c%d+e-0', 'x'.repeat(64)],
    ['a.b', '0', ' #,+"\\<>;=/ '],
    ['1.2.3.x4', 'l'.repeat(64), '593b30d8-0c98-4393-9331-988281b46782'],
  ])(
    'issues a certificate of %s to %s, session %j, that openssl accepts',
    async (domain, localPart, sessionId) => {
      const { issuer } = await makeHomeServer({ domain, notBefore: from, notAfter: until });
      const fid = `${localPart}@${domain}`;
      const { pem, ...idCert } = await issueIdCert({ ...request, issuer, fid, sessionId });

      expect(idCert).toMatchObject({
        fid,
        sessionId,
        notBefore: request.notBefore,
        notAfter: request.notAfter,
        publicKey: aliceKeys.publicKey,
      });
      expect(openssl(['x509'], pem)).toBe(pem);
      expect(openssl(['x509', '-noout', '-serial'], pem).toLowerCase()).toBe(
        `serial=${idCert.serialNumber}\n`,
      );
      for (const time of [idCert.notBefore, idCert.notAfter - 1]) {
        expect(verifyChain(issuer.certificate, pem, time)).toBe('certificate: OK');
      }
      expect(() => verifyChain(issuer.certificate, pem, idCert.notBefore - 1)).toThrow(
        'not yet valid',
      );
      expect(() => verifyChain(issuer.certificate, pem, idCert.notAfter + 1)).toThrow(
        'has expired',
      );

      const components = domain
        .split('.')
        .reverse()
        .map((label) => `IA5STRING ${label}`);
      expect(stringsOf(pem)).toEqual([
        ...components,
        ...components,
        `UTF8STRING ${fid}`,
        `UTF8STRING ${localPart}`,
        `IA5STRING ${sessionId}`,
      ]);
    },
  );

  test('has the subject and extensions that the profile demands, and no key identifiers (R29)', async () => {
    const { pem } = await issueIdCert(request);
    expect(subjectOf(pem)).toBe(
      'subject=DC = com, DC = example, DC = home, UID = alice@home.example.com, CN = alice, uid = s1',
    );
    const text = openssl(['x509', '-noout', '-text'], pem);
    expect(text).toContain('Version: 3');
    expect(text).toContain('X509v3 Basic Constraints: critical\n                CA:FALSE\n');
    expect(text).toContain('X509v3 Key Usage: critical\n                Digital Signature\n');
    for (const certificate of [pem, home.certificate]) {
      const names = openssl(['x509', '-noout', '-text'], certificate).matchAll(/X509v3 (.*?):/g);
      expect([...names].map(([, name]) => name)).toEqual([
        'extensions',
        'Basic Constraints',
        'Key Usage',
      ]);
    }
  });

  test('accepts a FID in upper case and writes it in lower case', async () => {
    const idCert = await issueIdCert({ ...request, fid: 'ALICE@Home.Example.COM' });
    expect(idCert.fid).toBe('alice@home.example.com');
    expect(subjectOf(idCert.pem)).toContain(
      'DC = com, DC = example, DC = home, UID = alice@home.example.com, CN = alice',
    );
  });

  test('accepts each ID-CSR of readIdCsr, with a key of any algorithm', async () => {
    for (const option of ['ed25519', 'rsa:2048']) {
      const csr = await readIdCsr(
        openssl([
          ...['req', '-new', '-newkey', option, '-noenc', '-keyout', '/dev/null'],
          ...[
            '-subj',
            '/CN=alice/DC=com/DC=example/DC=home/UID=alice@home.example.com/uniqueIdentifier=s1',
          ],
        ]),
      );
      const { pem } = await issueIdCert({
        ...csr,
        issuer: home.issuer,
        notBefore: from,
        notAfter: until,
      });
      expect(openssl(['x509', '-noout', '-pubkey'], pem)).toBe(csr.publicKey);
      expect(verifyChain(home.certificate, pem, from)).toBe('certificate: OK');
    }
  });

  test('makes a new serial number each time', async () => {
    const certs = await Promise.all(Array.from({ length: 20 }, () => issueIdCert(request)));
    expect(new Set(certs.map(({ serialNumber }) => serialNumber)).size).toBe(20);
  });

  test.each([
    ['begins before it', from - 1, from + 1, from, from + 1],
    ['ends after it', until - 1, until + 1, until - 1, until],
    ['lies around it', 0, until * 10, from, until],
    ['touches its first second', 0, from, from, from],
    ['touches its last second', until, until * 10, until, until],
  ])(
    "shortens a validity that %s to the issuer certificate's",
    async (_, notBefore, notAfter, first, last) => {
      const idCert = await issueIdCert({ ...request, notBefore, notAfter });
      expect([idCert.notBefore, idCert.notAfter]).toEqual([first, last]);
      await verifyIssuer(idCert, home.certificate);
    },
  );

  test.each([
    ['ends before it', 0, from - 1],
    ['begins after it', until + 1, until + 2],
    ['ends before it begins', from + 2, from + 1],
  ])(
    "refuses a validity that %s, with the issuer certificate's",
    async (_, notBefore, notAfter) => {
      await expect(issueIdCert({ ...request, notBefore, notAfter })).rejects.toThrow(RangeError);
    },
  );

  test("copies the issuer octet by octet from the issuer certificate's subject", async () => {
    const { publicKey, privateKey } = await importKeyPair(serverKeys);
    const name = [dc('COM'), dc('Example'), dc('Home')];
    const certificate = await makeServerCertificate({
      subject: name,
      extensions: [
        ca(true, 0),
        usage(['keyCertSign']),
        await SubjectKeyIdentifierExtension.create(publicKey),
      ],
    });
    const idCert = await issueIdCert({
      ...request,
      issuer: { certificate, privateKey },
    });
    expect(openssl(['x509', '-noout', '-issuer'], idCert.pem)).toBe(
      'issuer=DC = COM, DC = Example, DC = Home\n',
    );
    expect(verifyChain(certificate, idCert.pem, from + 1000)).toBe('certificate: OK');
  });

  test.each([
    [
      'an actor of another server',
      { fid: 'alice@example.com' },
      'the server certificate must be that of example.com',
    ],
    ['no Federation ID', { fid: 'alice' }, 'not a Federation ID'],
    [
      'a session ID that is too long',
      { sessionId: 'x'.repeat(65) },
      'the session ID must be 1 to 64 IA5 characters',
    ],
    [
      'a session ID that would lose bits as an IA5String',
      { sessionId: '\u0161' },
      'the session ID must be 1 to 64 IA5 characters',
    ],
    [
      "a key that is not the issuer's",
      { issuer: { ...home.issuer, privateKey: alicesKeys.privateKey } },
      'the signature must be by the key of the home server',
    ],
    [
      'an issuer that is no root',
      { issuer: { ...home.issuer, certificate: alicesCert } },
      'the subject of a home server must have no CN',
    ],
  ])('refuses %s', async (_, changes, rule) => {
    await expect(issueIdCert({ ...request, ...changes })).rejects.toThrow(rule);
  });
});

describe('createIdCsr', () => {
  test.each([
    ['alice@home.example.com', 's1'],
    ['a.b_c%d+e-0@localhost', ' #,+"\\<>;=/ '],
  ])(
    'makes a request for %s, session %j, that openssl and readIdCsr accept',
    async (fid, sessionId) => {
      const keys = generateKeyPair();
      const pem = await createIdCsr({
        fid: fid.toUpperCase(),
        sessionId,
        keys: await importKeyPair(keys),
      });
      expect(verifyRequest(pem)).toMatch(/verify OK$/);
      expect(openssl(['req'], pem)).toBe(pem);
      expect(openssl(['req', '-noout', '-pubkey'], pem)).toBe(keys.publicKey);
      expect(await readIdCsr(pem)).toMatchObject({ fid, sessionId, publicKey: keys.publicKey });
      const [localPart, domain = ''] = fid.split('@');
      expect(stringsOf(pem)).toEqual([
        ...domain
          .split('.')
          .reverse()
          .map((label) => `IA5STRING ${label}`),
        `UTF8STRING ${fid}`,
        `UTF8STRING ${localPart}`,
        `IA5STRING ${sessionId}`,
      ]);
    },
  );

  test('refuses a malformed Federation ID and a malformed session ID', async () => {
    const keys = await importKeyPair(generateKeyPair());
    await expect(createIdCsr({ fid: 'alice', sessionId: 's1', keys })).rejects.toThrow(FidError);
    for (const sessionId of ['', 'a\n', '\u0161', 'x'.repeat(65)]) {
      await expect(createIdCsr({ fid: request.fid, sessionId, keys })).rejects.toThrow(
        'the session ID must be',
      );
    }
  });
});
