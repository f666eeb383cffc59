import { createPrivateKey, sign } from 'node:crypto';
import { openssl, withFiles } from '@p2core/testing/openssl';
import { describe, expect, test } from 'vitest';
import { createIdCsr, readIdCsr } from '../src/index.js';
import { importKeyPair } from './support/keys.js';
import {
  aliceKeys,
  cn,
  dc,
  derOf,
  homeName,
  Name,
  ou,
  Pkcs10CertificateRequestGenerator,
  type Rdn,
  sid,
  subject,
  toPem,
  uid,
} from './support/make.js';

const right = await createIdCsr({
  fid: 'alice@home.example.com',
  sessionId: 's1',
  keys: await importKeyPair(aliceKeys),
});
const der = derOf(right);
const unsigned = 'the request must be signed by its own key';
const ed25519 = ['-algorithm', 'ed25519'];
const p256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const alice = { fid: 'alice@home.example.com', sessionId: 's1', publicKey: aliceKeys.publicKey };

describe('readIdCsr', () => {
  test.each([
    ['PEM', right],
    ['PEM with CRLF and white space around it', `\r\n${right.replaceAll('\n', '\r\n')} `],
    ['PEM with text in front of it', `subject=alice\n${right}`],
    ['PEM with a byte order mark', `\uFEFF${right}`],
    ['the octets of PEM with a byte order mark', Buffer.from(`\uFEFF${right}`)],
    ['the octets of PEM with a "0" in front of it', Buffer.from(`0 requests before\n${right}`)],
    ['the octets of PEM with "0é" in front of it', Buffer.from(`0é\n${right}`)],
    ['the label of old', right.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST')],
    ['the octets of PEM', Buffer.from(right)],
    ['the octets of PEM, not as a Buffer', new Uint8Array(Buffer.from(right))],
    ['DER', der],
    ['DER, not as a Buffer', new Uint8Array(der)],
  ])('reads %s', async (_, input) => {
    expect(await readIdCsr(input)).toMatchObject(alice);
  });

  test.each([
    ['ed25519', ed25519],
    ['P-256', p256],
    ['RSA', ['-algorithm', 'RSA']],
  ])(
    'reads a request of openssl with a key of %s and the extensions that it asks for',
    async (_, algorithm) => {
      const { key, pem } = opensslRequest(algorithm, [
        ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'subjectAltName=DNS:a.b'],
        ...['-addext', 'keyUsage=critical,digitalSignature'],
      ]);
      expect(await readIdCsr(pem)).toMatchObject({
        ...alice,
        publicKey: openssl(['pkey', '-pubout'], key),
      });
    },
  );

  test('reads a request of openssl without keyUsage', async () => {
    const { pem } = opensslRequest(ed25519, ['-addext', 'subjectAltName=DNS:a.b']);
    expect(await readIdCsr(pem)).toMatchObject({ fid: alice.fid });
  });

  const aKey = 'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits';

  test.each([
    ['a key of P-384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], [], aKey],
    ['a key of Ed448', ['-algorithm', 'ED448'], [], aKey],
    ['RSA with 1024 bits', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], [], aKey],
    [
      'RSA with PSS',
      ['-algorithm', 'RSA'],
      ['-sigopt', 'rsa_padding_mode:pss'],
      'the signature algorithm must be',
    ],
    ['RSA with SHA-1', ['-algorithm', 'RSA'], ['-sha1'], 'the signature algorithm must be'],
    ['ECDSA with SHA-384', p256, ['-sha384'], 'the signature algorithm must be'],
    [
      'a request for CA true',
      ed25519,
      ['-addext', 'basicConstraints=critical,CA:TRUE'],
      'basicConstraints must not have CA true',
    ],
    [
      'a request for keyCertSign',
      ed25519,
      ['-addext', 'keyUsage=critical,digitalSignature,keyCertSign'],
      'keyUsage must not have keyCertSign',
    ],
    [
      'a request for both digitalSignature and contentCommitment',
      ed25519,
      ['-addext', 'keyUsage=critical,digitalSignature,nonRepudiation'],
      'keyUsage must have exactly one of',
    ],
    [
      'a request for an unknown critical extension',
      ed25519,
      ['-addext', 'subjectAltName=critical,DNS:a.b'],
      'the extension 2.5.29.17 must not be critical',
    ],
  ])('refuses a request of openssl with %s', async (_, algorithm, options, rule) => {
    await expectMalformed(opensslRequest(algorithm, options).pem, rule);
  });

  test('reads what the Rust library of 2024 sends: its order, its string types, its attributes', async () => {
    const keys = await importKeyPair(aliceKeys);
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: new Name([
        sid('client1', 'utf8String'),
        uid('flori@polyphony.chat'),
        dc('chat'),
        dc('polyphony'),
        cn('flori'),
      ]),
      keys,
      signingAlgorithm: { name: 'Ed25519' },
    });
    expect(await readIdCsr(new Uint8Array(request.rawData))).toMatchObject({
      fid: 'flori@polyphony.chat',
      sessionId: 'client1',
    });
  });

  test.each<[string, Rdn[], string]>([
    ['no CN', subject({ cn: [] }), 'the subject must have exactly one CN'],
    [
      'a CN of another name',
      subject({ cn: [cn('bob')] }),
      'the CN must be the local part of the UID',
    ],
    ['no UID', subject({ uid: [] }), 'the subject must have exactly one UID'],
    ['a UID that is no FID', subject({ uid: [uid('alice')] }), 'the UID must be a Federation ID'],
    [
      'no uniqueIdentifier',
      subject({ sid: [] }),
      'the subject must have exactly one uniqueIdentifier',
    ],
    ['an empty session ID', subject({ sid: [sid('')] }), 'the session ID must be'],
    [
      'the domain components the other way round',
      subject({ dc: [...homeName].reverse() }),
      'the domain components must be those',
    ],
    ['no subject', [], 'the subject must have exactly one UID'],
    ['only an organisational unit', [ou('chat')], 'the subject must have exactly one UID'],
  ])('refuses a subject with %s', async (_, name, rule) => {
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: new Name(name),
      keys: await importKeyPair(aliceKeys),
      signingAlgorithm: { name: 'Ed25519' },
    });
    await expectMalformed(new Uint8Array(request.rawData), rule);
  });

  test('refuses version 2, even with a right signature', async () => {
    const changed = Buffer.from(der);
    const version = changed.indexOf(Buffer.of(2, 1, 0)) + 2;
    changed[version] = 1;
    await expectMalformed(resign(changed), 'the version must be v1');
    changed[version] = 0;
    expect(await readIdCsr(resign(changed))).toMatchObject(alice);
  });

  test('refuses a change of any one bit of the signature, and a signature by another key', async () => {
    for (let index = der.length - 64; index < der.length; index++) {
      const changed = Buffer.from(der);
      changed[index] = (changed[index] ?? 0) ^ (1 << (index & 7));
      await expectMalformed(changed, unsigned);
    }
    const changed = Buffer.from(der);
    const key = derOf(aliceKeys.publicKey).subarray(-32);
    derOf(openssl(['pkey', '-pubout'], openssl(['genpkey', '-algorithm', 'ed25519'])))
      .subarray(-32)
      .copy(changed, changed.indexOf(key));
    await expectMalformed(changed, unsigned);
  });

  test('refuses a session ID that was changed after signing', async () => {
    const changed = Buffer.from(der);
    changed.write('s2', changed.lastIndexOf('s1'));
    await expectMalformed(changed, unsigned);
  });

  test('refuses a signature algorithm that does not fit the key', async () => {
    const changed = Buffer.from(der);
    const ed25519 = Buffer.from('06032b6570', 'hex');
    changed[changed.lastIndexOf(ed25519) + 4] = 0x71;
    await expectMalformed(changed, 'the signature algorithm must be');
  });

  test.each([
    ['an empty text', '', 'must be exactly one PEM block "CERTIFICATE REQUEST"'],
    ['no octets', new Uint8Array(), 'must be exactly one PEM block "CERTIFICATE REQUEST"'],
    ['two requests', right + right, 'must be exactly one PEM block "CERTIFICATE REQUEST"'],
    [
      'a certificate',
      right.replaceAll('CERTIFICATE REQUEST', 'CERTIFICATE'),
      'must be exactly one PEM block "CERTIFICATE REQUEST"',
    ],
    [
      'DER with an octet after it',
      Buffer.concat([der, Buffer.of(0)]),
      'must be exactly one PKCS #10 request in DER',
    ],
    [
      'PEM of DER with an octet after it',
      toPem('CERTIFICATE REQUEST', Buffer.concat([der, Buffer.of(0)])),
      'must be exactly one PKCS #10 request in DER',
    ],
    [
      'two labels',
      right.replace('BEGIN CERTIFICATE', 'BEGIN NEW CERTIFICATE'),
      'must be exactly one PEM block "CERTIFICATE REQUEST"',
    ],
    [
      'a private key in front of it',
      `-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n${right}`,
      'must be exactly one PEM block "CERTIFICATE REQUEST"',
    ],
    [
      'more than 8192 octets',
      Buffer.concat([der, Buffer.alloc(8192)]),
      'must have at most 8192 octets',
    ],
    [
      'PEM of more than 8192 octets',
      toPem('CERTIFICATE REQUEST', Buffer.concat([der, Buffer.alloc(8192)])),
      'must have at most 8192 octets',
    ],
    ['DER that was cut off', der.subarray(0, -1), 'must be exactly one PKCS #10 request in DER'],
    [
      'DER with a length in more octets than it needs',
      Buffer.concat([Buffer.of(0x30, 0x82, 0), der.subarray(2)]),
      'must be exactly one PKCS #10 request in DER',
    ],
    ['a public key', derOf(aliceKeys.publicKey), 'must be exactly one PKCS #10 request in DER'],
    [
      'the octets of PEM with two byte order marks',
      Buffer.from(`\uFEFF\uFEFF${right}`),
      'must be exactly one PEM block',
    ],
  ])('refuses %s', async (_, input, rule) => {
    await expectMalformed(input, rule);
  });
});

function opensslRequest(algorithm: readonly string[], options: readonly string[]) {
  const key = openssl(['genpkey', ...algorithm]);
  const name = '/CN=alice/DC=com/DC=example/DC=home/UID=alice@home.example.com/uniqueIdentifier=s1';
  const pem = withFiles([key], (path = '') =>
    openssl(['req', '-new', '-key', path, '-subj', name, ...options]),
  );
  return { key, pem };
}

async function expectMalformed(input: string | Uint8Array, rule: string): Promise<void> {
  await expect(readIdCsr(input)).rejects.toThrow(
    expect.objectContaining({
      name: 'IdCertError',
      reason: 'malformed',
      message: expect.stringContaining(rule),
    }),
  );
}

/** Signs a changed request anew with Alice's Ed25519 key. The change must keep the length. */
function resign(request: Buffer): Buffer {
  const headerLength = request[1] === 0x82 ? 4 : 3;
  const informationLength =
    request[headerLength + 1] === 0x81
      ? 3 + (request[headerLength + 2] ?? 0)
      : 4 + request.readUInt16BE(headerLength + 2);
  const information = request.subarray(headerLength, headerLength + informationLength);
  const key = createPrivateKey({ key: aliceKeys.privateKey, format: 'der', type: 'pkcs8' });
  return Buffer.concat([request.subarray(0, -64), sign(null, information, key)]);
}
