import { openssl, withFiles } from '@p2core/testing/openssl';
import { describe, expect, test } from 'vitest';
import { readIdCert, verifyIssuer } from '../src/index.js';
import { attributeType } from '../src/read/name.js';
import { generateKeyPair } from './support/keys.js';
import {
  aliceKeys,
  ca,
  cn,
  dc,
  derOf,
  Extension,
  from,
  homeName,
  makeIdCert,
  makeServerCertificate,
  ou,
  type Rdn,
  type Recipe,
  sid,
  subject,
  toPem,
  uid,
  until,
  usage,
} from './support/make.js';

const right = await makeIdCert();
const der = derOf(right);
const sign = usage(['digitalSignature']);
const aliceKeyPem = toPem('PRIVATE KEY', aliceKeys.privateKey);
const basicConstraints = '2.5.29.19';
const keyUsage = '2.5.29.15';
const extension = (type: string, critical: boolean, hex: string) =>
  new Extension(type, critical, Buffer.from(hex, 'hex'));

describe('readIdCert', () => {
  test('gives the fields of the certificate', async () => {
    expect(readIdCert(right)).toMatchObject({
      pem: right,
      fid: 'alice@home.example.com',
      sessionId: 's1',
      serialNumber: '1234',
      notBefore: from,
      notAfter: until,
      publicKey: aliceKeys.publicKey,
    });
  });

  test.each([
    ['with CRLF', right.replaceAll('\n', '\r\n')],
    ['with a line of text before it', `subject=alice\n${right}`],
    ['with a byte order mark', `\uFEFF${right}`],
    ['without the newline at its end', right.trimEnd()],
    ['with white space around it', `\n \t${right}\r\n\n`],
    [
      'on lines of 76 characters',
      `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{76}/g, '$&\n')}\n-----END CERTIFICATE-----`,
    ],
    [
      'on one line',
      `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----`,
    ],
  ])('reads PEM %s and gives it as openssl writes it', (_, pem) => {
    expect(readIdCert(pem).pem).toBe(openssl(['x509'], right));
  });

  test.each([
    ['nothing', ''],
    ['DER', der.toString('latin1')],
    ['Base64 without the lines around it', der.toString('base64')],
    ['two certificates', right + right],
    ['a line of text after it', `${right}alice`],
    ['text before it on the same line', `subject=alice ${right}`],
    ['a private key in front of it', `${aliceKeyPem}${right}`],
    ['another label', right.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE')],
    ['the label of a request', right.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
    ['a header', right.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\n\n')],
    ['a no-break space', right.replace('-----\n', '-----\n\u00A0')],
    ['a line separator', right.replace('-----\n', '-----\u2028')],
    ['a byte order mark inside', right.replace('-----\n', '-----\n\uFEFF')],
    ['a no-break space after it', `${right}\u00A0`],
    ['no last line', right.replace(/-----END.*/, '')],
    ['no line break after the first line', right.replace('-----\n', '-----')],
    ['no Base64 at all', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'],
  ])('refuses a PEM that is %s', (_, pem) => {
    expectMalformed(pem, 'must be exactly one PEM block "CERTIFICATE", with nothing behind it');
  });

  test.each([
    ['padding inside', right.replace(/^(.{100})./s, '$1=')],
    ['one character missing', right.replace(/(.)(=*)\n-----END/, '\n-----END')],
    [
      'bits set beyond the last octet',
      `-----BEGIN CERTIFICATE-----\n${der
        .subarray(0, der.length - (der.length % 3) - 2)
        .toString('base64')
        .replace(/.=$/, '/=')}\n-----END CERTIFICATE-----`,
    ],
  ])('refuses Base64 with %s', (_, pem) => {
    expectMalformed(pem, 'the PEM block must be well-formed Base64');
  });

  // The offsets are those of the two outer headers, 30 82 xx xx each.
  test.each([
    ['an octet after the certificate', Buffer.concat([der, Buffer.of(0)])],
    ['a second certificate after it', Buffer.concat([der, der])],
    ['its last octet cut off', der.subarray(0, -1)],
    ['an element after the signature', lengthen(Buffer.concat([der, Buffer.of(5, 0)]), 2)],
    [
      'a length in more octets than it needs',
      Buffer.concat([Buffer.of(0x30, 0x83, 0), der.subarray(2)]),
    ],
    [
      'an indefinite length',
      Buffer.concat([Buffer.of(0x30, 0x80), der.subarray(4), Buffer.of(0, 0)]),
    ],
    ['only a SEQUENCE', Buffer.of(0x30, 0)],
    ['a string', Buffer.from('13026869', 'hex')],
    [
      'a request',
      derOf(
        openssl([
          'req',
          '-new',
          '-newkey',
          'ed25519',
          '-noenc',
          '-keyout',
          '/dev/null',
          '-subj',
          '/CN=a',
        ]),
      ),
    ],
    ['a public key', derOf(aliceKeys.publicKey)],
  ])('refuses DER that has or is %s', (_, changed) => {
    expectMalformed(
      toPem('CERTIFICATE', changed),
      'must be exactly one X.509 certificate in DER, without trailing data',
    );
  });

  test.each<[string, Recipe, object]>([
    ['the whole FID as CN', { subject: subject({ cn: [cn('alice@home.example.com')] }) }, {}],
    [
      'CN, domain and UID in upper case',
      {
        subject: subject({
          cn: [cn('ALICE')],
          dc: [dc('COM'), dc('Example'), dc('home')],
          uid: [uid('Alice@HOME.example.com')],
        }),
      },
      {},
    ],
    [
      'a session ID in a PrintableString',
      {
        subject: subject({
          sid: [sid('s1', 'printableString')],
        }),
      },
      {},
    ],
    [
      'another order of the attributes',
      { subject: [...subject({ dc: [] }).reverse(), ...homeName] },
      {},
    ],
    ['an organisational unit', { subject: subject({ more: [ou('chat'), ou('devs')] }) }, {}],
    [
      'a domain without dots',
      { subject: subject({ dc: [dc('localhost')], uid: [uid('alice@localhost')] }) },
      { fid: 'alice@localhost' },
    ],
    [
      'every character of a local part',
      { subject: subject({ cn: [cn('a.b_c%d+e-0')], uid: [uid('a.b_c%d+e-0@home.example.com')] }) },
      { fid: 'a.b_c%d+e-0@home.example.com' },
    ],
    [
      'a session ID of 64 characters',
      { subject: subject({ sid: [sid('x'.repeat(64))] }) },
      { sessionId: 'x'.repeat(64) },
    ],
    [
      'a session ID of one character',
      { subject: subject({ sid: [sid('~')] }) },
      { sessionId: '~' },
    ],
    [
      'a session ID of characters that names escape',
      { subject: subject({ sid: [sid(' #,+"\\<>;=/@ ')] }) },
      { sessionId: ' #,+"\\<>;=/@ ' },
    ],
    ['no basicConstraints', { extensions: [sign] }, {}],
    ['contentCommitment', { extensions: [ca(false), usage(['nonRepudiation'])] }, {}],
    [
      'keyAgreement besides digitalSignature',
      { extensions: [usage(['digitalSignature', 'keyAgreement', 'decipherOnly'])] },
      {},
    ],
    [
      'an unknown extension that is not critical',
      { extensions: [sign, extension('1.3.6.1.4.1.99999.1', false, '0500')] },
      {},
    ],
    [
      'a serial number of 20 octets',
      { serialNumber: '7f'.repeat(20) },
      { serialNumber: '7f'.repeat(20) },
    ],
    [
      'a serial number with a sign octet',
      { serialNumber: 'ff'.repeat(19) },
      { serialNumber: 'ff'.repeat(19) },
    ],
    ['the serial number 1', { serialNumber: '01' }, { serialNumber: '01' }],
    ['a validity of one second', { notBefore: from, notAfter: from }, { notAfter: from }],
    [
      'a validity from 1970 to 9999',
      { notBefore: 0, notAfter: 253_402_300_799 },
      { notBefore: 0, notAfter: 253_402_300_799 },
    ],
    ['a signature by anyone', { signer: generateKeyPair() }, {}],
  ])('accepts %s', async (_, recipe, expected) => {
    expect(readIdCert(await makeIdCert(recipe))).toMatchObject({
      fid: 'alice@home.example.com',
      sessionId: 's1',
      ...expected,
    });
  });

  test('accepts the order and the string types of the Rust library of 2024', async () => {
    const pem = await makeIdCert({
      subject: [
        sid('client1', 'utf8String'),
        uid('flori@polyphony.chat'),
        dc('chat'),
        dc('polyphony'),
        cn('flori'),
      ],
      issuer: [dc('chat'), dc('polyphony')],
      extensions: [
        extension(keyUsage, true, '03020780'),
        extension(basicConstraints, true, '3000'),
      ],
    });
    expect(readIdCert(pem)).toMatchObject({ fid: 'flori@polyphony.chat', sessionId: 'client1' });
  });

  test.each(['RSA', 'EC', 'ED25519'])('accepts a session key of %s', (algorithm) => {
    const options = algorithm === 'EC' ? ['-pkeyopt', 'ec_paramgen_curve:P-256'] : [];
    const key = openssl(['genpkey', '-algorithm', algorithm, ...options]);
    const pem = withFiles([key], (path = '') =>
      openssl([
        ...['req', '-x509', '-key', path, '-days', '30'],
        ...[
          '-subj',
          '/CN=alice/DC=com/DC=example/DC=home/UID=alice@home.example.com/uniqueIdentifier=s1',
        ],
        ...['-addext', 'keyUsage=critical,digitalSignature'],
        ...['-addext', 'basicConstraints=critical,CA:FALSE'],
      ]),
    );
    expect(readIdCert(pem).publicKey).toBe(openssl(['pkey', '-pubout'], key));
  });

  test.each<[string, Recipe, string]>([
    [
      'version 1',
      {
        tweak: (tbs) => {
          tbs.version = 0;
        },
      },
      'the version must be v3',
    ],
    [
      'version 2',
      {
        tweak: (tbs) => {
          tbs.version = 1;
        },
      },
      'the version must be v3',
    ],

    ['the serial number 0', { tweak: serial('00') }, 'the serial number must be positive'],
    ['the serial number -1', { tweak: serial('ff') }, 'the serial number must be positive'],
    [
      'the serial number -128 with 20 octets',
      { tweak: serial('80'.repeat(20)) },
      'the serial number must be positive',
    ],
    [
      'a serial number of 21 octets',
      { tweak: serial('01'.repeat(21)) },
      'the serial number must have at most 20 octets',
    ],
    [
      'a serial number of 20 octets and a sign octet',
      { tweak: serial(`00${'ff'.repeat(20)}`) },
      'the serial number must have at most 20 octets',
    ],
    [
      'a serial number with an octet too many',
      { tweak: serial('0001') },
      'must be exactly one X.509 certificate in DER',
    ],

    [
      'a validity that ends a second before it begins',
      { notAfter: from - 1 },
      'notBefore must not be after notAfter',
    ],

    ['no CN', { subject: subject({ cn: [] }) }, 'the subject must have exactly one CN'],
    [
      'two CNs',
      { subject: subject({ cn: [cn('alice'), cn('alice')] }) },
      'the subject must have exactly one CN',
    ],
    [
      'a CN of another name',
      { subject: subject({ cn: [cn('bob')] }) },
      'the CN must be the local part of the UID, "alice", or the whole of it',
    ],
    [
      'a CN that only begins like the FID',
      { subject: subject({ cn: [cn('alice@home')] }) },
      'the CN must be the local part of the UID',
    ],
    [
      'an empty CN',
      { subject: subject({ cn: [cn('')] }) },
      'the CN must be the local part of the UID',
    ],
    [
      'a CN with a Kelvin sign for k',
      { subject: subject({ cn: [cn('\u212Aate')], uid: [uid('kate@home.example.com')] }) },
      'the CN must be the local part of the UID',
    ],
    [
      'a CN in UTF-16',
      { subject: subject({ cn: [cn('alice', 'bmpString')] }) },
      'the CN must be a UTF8String',
    ],
    [
      'a CN in a PrintableString',
      { subject: subject({ cn: [cn('alice', 'printableString')] }) },
      'the CN must be a UTF8String',
    ],
    [
      'a UID in an IA5String',
      { subject: subject({ uid: [uid('alice@home.example.com', 'ia5String')] }) },
      'the UID must be a UTF8String',
    ],

    ['no UID', { subject: subject({ uid: [] }) }, 'the subject must have exactly one UID'],
    [
      'two UIDs',
      { subject: subject({ uid: [uid('alice@home.example.com'), uid('bob@home.example.com')] }) },
      'the subject must have exactly one UID',
    ],
    [
      'a UID without a domain',
      { subject: subject({ uid: [uid('alice')] }) },
      'the UID must be a Federation ID, local@domain',
    ],
    [
      'a UID with a space',
      { subject: subject({ uid: [uid('alice@home.example.com ')] }) },
      'the UID must be a Federation ID, local@domain',
    ],
    [
      'a UID with a letter outside ASCII',
      { subject: subject({ uid: [uid('élise@home.example.com')] }) },
      'the UID must be a Federation ID, local@domain',
    ],

    [
      'no domain components',
      { subject: subject({ dc: [] }) },
      "the domain components must be those of the UID's domain, most significant first: com, example, home",
    ],
    [
      'the domain components the other way round',
      { subject: subject({ dc: [...homeName].reverse() }) },
      "the domain components must be those of the UID's domain",
    ],
    [
      'two domain components exchanged',
      { subject: subject({ dc: [dc('com'), dc('home'), dc('example')] }) },
      "the domain components must be those of the UID's domain",
    ],
    [
      'a domain component missing',
      { subject: subject({ dc: homeName.slice(0, 2) }) },
      "the domain components must be those of the UID's domain",
    ],
    [
      'an additional domain component',
      { subject: subject({ dc: [...homeName, dc('a')] }) },
      "the domain components must be those of the UID's domain",
    ],
    [
      'the same domain component twice',
      { subject: subject({ dc: [...homeName, dc('home')] }) },
      "the domain components must be those of the UID's domain",
    ],
    [
      'the domain components of another domain',
      { subject: subject({ dc: [dc('com'), dc('example'), dc('away')] }) },
      "the domain components must be those of the UID's domain",
    ],
    [
      'the whole domain as one component',
      { subject: subject({ dc: [dc('home.example.com')] }) },
      "each domain component must be one label of the domain's",
    ],
    [
      'a domain component in UTF-8',
      { subject: subject({ dc: [dc('com'), dc('example', 'utf8String'), dc('home')] }) },
      'each domain component must be an IA5String',
    ],

    [
      'no uniqueIdentifier',
      { subject: subject({ sid: [] }) },
      'the subject must have exactly one uniqueIdentifier',
    ],
    [
      'two uniqueIdentifiers',
      { subject: subject({ sid: [sid('s1'), sid('s2')] }) },
      'the subject must have exactly one uniqueIdentifier',
    ],
    [
      'an empty session ID',
      { subject: subject({ sid: [sid('')] }) },
      'the session ID must be 1 to 64 IA5 characters',
    ],
    [
      'a session ID of 65 characters',
      { subject: subject({ sid: [sid('x'.repeat(65))] }) },
      'the session ID must be 1 to 64 IA5 characters',
    ],
    [
      'a tab in the session ID',
      { subject: subject({ sid: [sid('a\tb')] }) },
      'without control characters',
    ],
    [
      'a newline at the end of the session ID',
      { subject: subject({ sid: [sid('a\n')] }) },
      'without control characters',
    ],
    [
      'a DEL in the session ID',
      { subject: subject({ sid: [sid('a\x7f')] }) },
      'without control characters',
    ],
    [
      'an octet above 127 in the session ID',
      { subject: subject({ sid: [sid('\xe9')] }) },
      'an IA5String has other characters',
    ],
    [
      'a UTF-8 letter in the session ID',
      { subject: subject({ sid: [sid('é', 'utf8String')] }) },
      'the session ID must be 1 to 64 IA5 characters',
    ],
    [
      'a session ID that is a NumericString',
      { subject: subject({ sid: [numericSid('42')] }) },
      'the uniqueIdentifier must be a UTF8String, PrintableString or IA5String',
    ],

    ['CA true', { extensions: [ca(true), sign] }, 'basicConstraints must not have CA true'],
    [
      'basicConstraints that are not critical',
      { extensions: [ca(false, undefined, false), sign] },
      'basicConstraints must be critical',
    ],
    [
      'basicConstraints twice',
      { extensions: [ca(false), ca(true), sign] },
      'no extension may occur twice',
    ],
    [
      'keyUsage twice',
      { extensions: [sign, usage(['keyCertSign'])] },
      'no extension may occur twice',
    ],
    [
      'no keyUsage',
      { extensions: [ca(false)] },
      'keyUsage must have exactly one of digitalSignature and contentCommitment',
    ],
    [
      'an empty list of extensions',
      { extensions: [] },
      'must be exactly one X.509 certificate in DER, without trailing data: it has no extensions',
    ],
    [
      'no extensions',
      {
        tweak: (tbs) => {
          delete tbs.extensions;
        },
      },
      'keyUsage must have exactly one of digitalSignature and contentCommitment',
    ],
    [
      'keyUsage without a bit',
      { extensions: [extension(keyUsage, true, '030100')] },
      'keyUsage must have exactly one of',
    ],
    [
      'neither digitalSignature nor contentCommitment',
      { extensions: [usage(['keyAgreement'])] },
      'keyUsage must have exactly one of',
    ],
    [
      'both digitalSignature and contentCommitment',
      { extensions: [usage(['digitalSignature', 'nonRepudiation'])] },
      'keyUsage must have exactly one of',
    ],
    [
      'keyCertSign',
      { extensions: [usage(['digitalSignature', 'keyCertSign'])] },
      'keyUsage must not have keyCertSign',
    ],
    [
      'keyUsage that is not critical',
      { extensions: [usage(['digitalSignature'], false)] },
      'keyUsage must be critical',
    ],
    [
      'an unknown critical extension',
      { extensions: [sign, extension('1.3.6.1.4.1.99999.1', true, '0500')] },
      'the extension 1.3.6.1.4.1.99999.1 must not be critical',
    ],
    [
      'keyUsage that is an INTEGER',
      { extensions: [extension(keyUsage, true, '020101')] },
      'keyUsage must be well-formed',
    ],
    [
      'a key of an unknown algorithm',
      {
        tweak: (tbs) => {
          tbs.subjectPublicKeyInfo.algorithm.algorithm = '1.3.6.1.4.1.99999.2';
        },
      },
      'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits',
    ],
  ])('refuses %s', async (_, recipe, rule) => {
    expectMalformed(await makeIdCert(recipe), rule);
  });

  test("refuses a home server's certificate", async () => {
    expectMalformed(await makeServerCertificate(), 'the subject must have exactly one UID');
  });

  test('refuses long malformed input, for which quadratic time would be minutes', () => {
    expect(() => readIdCert(`-----BEGIN CERTIFICATE-----\n${'A \n'.repeat(300_000)}`)).toThrow();
    expect(() => readIdCert(`${' '.repeat(1_000_000)}x`)).toThrow();
  });
});

describe('verifyIssuer', async () => {
  const server = await makeServerCertificate();
  const otherName = [dc('com'), dc('other')];
  const chatName = [...homeName, ou('chat')];

  test.each<[string, Recipe, string]>([
    ['an ID-Cert that the server signed', {}, server],
    ["exactly the server's validity", { notBefore: from, notAfter: until }, server],
  ])('accepts %s', async (_, recipe, root) => {
    const idCert = readIdCert(await makeIdCert(recipe));
    await verifyIssuer(idCert, root);
  });

  test.each<[string, Recipe, string, string]>([
    [
      'a signature by another key',
      { signer: aliceKeys },
      server,
      "the signature must be by the key of the home server's certificate",
    ],
    [
      'another server as issuer',
      { issuer: otherName },
      server,
      "the issuer must be the subject of the home server's certificate",
    ],
    [
      'an issuer that differs in case only',
      { issuer: [dc('com'), dc('example'), dc('HOME')] },
      server,
      "the issuer must be the subject of the home server's certificate",
    ],
    [
      'an issuer with an additional attribute',
      { issuer: chatName },
      server,
      "the issuer must be the subject of the home server's certificate",
    ],
    [
      'a server with an organisational unit, for an issuer of that name',
      { issuer: chatName },
      await makeServerCertificate({ subject: chatName }),
      'the certificate of home.example.com: the subject of a home server must have domain components alone',
    ],
    [
      'another server, which signed it',
      { issuer: otherName },
      await makeServerCertificate({ subject: otherName }),
      'the server certificate must be that of home.example.com',
    ],
    [
      'a validity that begins too early',
      { notBefore: from - 1 },
      server,
      "the validity must lie within that of the home server's certificate",
    ],
    [
      'a validity that ends too late',
      { notAfter: until + 1 },
      server,
      "the validity must lie within that of the home server's certificate",
    ],
    [
      'a server certificate that is not self-signed',
      {},
      await makeServerCertificate({ signer: aliceKeys }),
      "the certificate of home.example.com: the signature must be by the certificate's own key",
    ],
    [
      'a server certificate that is no CA',
      {},
      await makeServerCertificate({ extensions: [usage(['keyCertSign'])] }),
      'the certificate of home.example.com: basicConstraints must have CA true',
    ],
    [
      'an ID-Cert for a server certificate',
      {},
      right,
      'the certificate of home.example.com: the subject of a home server must have no CN',
    ],
    [
      'a server certificate that is no certificate',
      {},
      'nonsense',
      'the certificate of home.example.com: must be exactly one PEM block',
    ],
  ])('refuses %s', async (_, recipe, root, rule) => {
    const idCert = readIdCert(await makeIdCert(recipe));
    await expect(verifyIssuer(idCert, root)).rejects.toThrow(refusal('untrusted', rule));
  });

  test('refuses an ID-Cert with one changed octet, in the signed part or in the signature', async () => {
    const idCert = readIdCert(right);
    for (let index = 0; index < der.length; index += 7) {
      const changed = Buffer.from(der);
      changed[index] = (changed[index] ?? 0) ^ 0x01;
      const verified = verifyIssuer({ ...idCert, pem: toPem('CERTIFICATE', changed) }, server);
      await expect(verified, `octet ${index}`).rejects.toThrow();
    }
  });

  test.each([
    ['ed25519', 'P-256'],
    ['P-256', 'rsa'],
    ['rsa', 'ed25519'],
  ])(
    'accepts a chain of openssl, server key %s and session key %s, and refuses another server',
    async (ofServer, ofSession) => {
      const chain = opensslChain(ofServer, ofSession);
      const idCert = readIdCert(chain.idCert);
      expect(idCert).toMatchObject({ fid: 'alice@home.example.com', sessionId: 's1' });
      await verifyIssuer(idCert, chain.root);
      const other = opensslChain('ed25519', 'ed25519').root;
      await expect(verifyIssuer(idCert, other)).rejects.toThrow(
        refusal('untrusted', "the signature must be by the key of the home server's certificate"),
      );
    },
  );
});

function expectMalformed(pem: string, rule: string): void {
  expect(() => readIdCert(pem)).toThrow(refusal('malformed', rule));
}

function refusal(reason: string, rule: string) {
  return expect.objectContaining({
    name: 'IdCertError',
    reason,
    message: expect.stringContaining(rule),
  });
}

function serial(hex: string): NonNullable<Recipe['tweak']> {
  return (tbs) => {
    tbs.serialNumber = new Uint8Array(Buffer.from(hex, 'hex')).buffer;
  };
}

/** A session ID as a NumericString; the library accepts that type only as DER in hexadecimal. */
function numericSid(digits: string): Rdn {
  const hex = Buffer.concat([Buffer.of(0x12, digits.length), Buffer.from(digits)]).toString('hex');
  return { [attributeType.uniqueIdentifier]: [`#${hex}`] as never[] };
}

/** Adds `more` to the length in the outermost header, which has the form 30 82 xx xx. */
function lengthen(changed: Buffer, more: number): Buffer {
  changed.writeUInt16BE(changed.readUInt16BE(2) + more, 2);
  return changed;
}

function opensslChain(ofServer: string, ofSession: string): { root: string; idCert: string } {
  const keyOptions: Record<string, string[]> = {
    ed25519: ['-algorithm', 'ed25519'],
    'P-256': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  };
  const [serverKey = '', sessionKey = ''] = [ofServer, ofSession].map((algorithm) =>
    openssl(['genpkey', ...(keyOptions[algorithm] ?? [])]),
  );
  return withFiles(
    [serverKey, sessionKey, 'keyUsage=critical,nonRepudiation'],
    (ca = '', session = '', extensions = '') => {
      const root = openssl([
        ...['req', '-x509', '-key', ca, '-subj', '/DC=com/DC=example/DC=home', '-days', '31'],
        ...[
          '-addext',
          'basicConstraints=critical,CA:TRUE,pathlen:0',
          '-addext',
          'keyUsage=critical,keyCertSign',
        ],
      ]);
      const subject =
        '/CN=alice@home.example.com/DC=com/DC=example/DC=home/UID=alice@home.example.com/uniqueIdentifier=s1';
      const request = openssl(['req', '-new', '-key', session, '-subj', subject]);
      return withFiles([root], (rootPath = '') => ({
        root,
        idCert: openssl(
          ['x509', '-req', '-days', '30', '-CA', rootPath, '-CAkey', ca, '-extfile', extensions],
          request,
        ),
      }));
    },
  );
}
