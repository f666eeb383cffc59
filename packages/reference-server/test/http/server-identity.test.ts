import { X509Certificate } from 'node:crypto';
import { openssl, subjectOf, verifyChain } from '@p2core/testing/openssl';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { newSession } from '../support/actors.js';
import { adminToken, startServer } from '../support/server.js';

const start = 1_750_000_000;
const at = (seconds: number) => vi.setSystemTime((start + seconds) * 1000);

at(0);
const server = await startServer();
afterAll(() => server.close());

const rotate = async () =>
  (await server.send({ method: 'PUT', path: '/key/server', token: adminToken })).json as string;
const lookUp = (what: 'idcert' | 'key', timestamp?: number) =>
  server.send({
    path: `/${what}/server${timestamp === undefined ? '' : `?timestamp=${timestamp}`}`,
  });

/** The server's three certificates, current from 0, 100 and 200 on, and a session that began under each. */
const first = (await lookUp('idcert')).json as string;
at(50);
const underFirst = await newSession(server);
at(100);
const second = await rotate();
at(150);
const underSecond = await newSession(server);
at(200);
const third = await rotate();
at(250);
const underThird = await newSession(server);

const certificates = { first, second, third };
const begin = Date.parse(new X509Certificate(first).validFrom) / 1000;
const end = Date.parse(new X509Certificate(third).validTo) / 1000;

const answered: [number | undefined, keyof typeof certificates][] = [
  [undefined, 'third'],
  [begin, 'first'],
  [start, 'first'],
  [start + 99, 'first'],
  [start + 100, 'second'],
  [start + 199, 'second'],
  [start + 200, 'third'],
  [start + 250, 'third'],
  [start + 251, 'third'],
  [end, 'third'],
];

describe('R10', () => {
  test.each(answered)('the certificate at %s is the %s', async (timestamp, name) => {
    expect((await lookUp('idcert', timestamp)).json).toBe(certificates[name]);
  });

  test.each(answered)('the key at %s is that of the %s certificate', async (timestamp, name) => {
    const key = openssl(['x509', '-noout', '-pubkey'], certificates[name]);
    expect((await lookUp('key', timestamp)).json).toBe(key);
  });

  test.each([
    ['the epoch', 0],
    ['a second before the first certificate', begin - 1],
    ["a second after the current certificate's end", end + 1],
    ['the last time that can be asked for', Number.MAX_SAFE_INTEGER],
  ])('there is neither certificate nor key at %s', async (_, timestamp) => {
    for (const what of ['idcert', 'key']) {
      const path = `/${what}/server?timestamp=${timestamp}`;
      expect(await server.refusal({ path })).toBe('P2CORE_NO_CERT_AT_TIME');
    }
  });
});

describe('openssl', () => {
  test.each(Object.entries(certificates))(
    'reads the %s certificate as a root',
    (_, certificate) => {
      const text = openssl(['x509', '-noout', '-text', '-certopt', 'no_pubkey'], certificate);
      expect(text).toContain('Version: 3');
      expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0\s/);
      expect(text).toMatch(/Key Usage: critical\s+Certificate Sign\s/);
      expect(subjectOf(certificate)).toBe('subject=DC = com, DC = example, DC = home');
      expect(verifyChain(certificate, certificate, start + 250)).toBe('certificate: OK');
    },
  );

  test('finds three different keys and serial numbers', () => {
    for (const option of ['-pubkey', '-serial']) {
      const values = Object.values(certificates).map((pem) =>
        openssl(['x509', '-noout', option], pem),
      );
      expect(new Set(values).size).toBe(3);
    }
  });

  test('verifies each ID-Cert against the certificate at the time when its validity began, and no other', async () => {
    for (const { id_cert: idCert } of [underFirst, underSecond, underThird]) {
      const began = Date.parse(new X509Certificate(idCert).validFrom) / 1000;
      const { json: root } = await lookUp('idcert', began);
      expect(verifyChain(root, idCert, start + 250)).toBe('certificate: OK');
      for (const other of Object.values(certificates).filter((pem) => pem !== root)) {
        expect(() => verifyChain(other, idCert, start + 250)).toThrow('verification failed');
      }
    }
  });
});

test('a server of a domain without dots has one domain component', async () => {
  const local = await startServer({ P2CORE_DOMAIN: 'LOCALHOST' });
  const { json: certificate } = await local.send({ path: '/idcert/server' });
  await local.close();
  expect(subjectOf(certificate)).toBe('subject=DC = localhost');
});
