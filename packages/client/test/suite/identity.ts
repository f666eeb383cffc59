import type { webcrypto } from 'node:crypto';
import { createClient } from '@p2core/client';
import {
  createIdCsr,
  IdCertError,
  type IdCertErrorReason,
  importPublicKey,
  readIdCert,
  readServerIdCert,
  signChallenge,
  verifyIdCert,
} from '@p2core/client/identity';
import { Extension, KeyUsageFlags } from '@peculiar/x509';
import { equal, having, ok, rejection } from './assert.js';
import {
  aliceName,
  ca,
  derOf,
  from,
  homeName,
  makeIdCert,
  makeServerIdCert,
  newKeys,
  type Rdn,
  type Recipe,
  rdn,
  toPem,
  until,
  usage,
} from './make-certificates.js';
import { cases } from './world.js';

const { digitalSignature, nonRepudiation, keyCertSign, keyAgreement } = KeyUsageFlags;
const server = await makeServerIdCert();
const right = await makeIdCert();
const der = derOf(right);

/** Alice's subject; the given attributes replace those of the same type. */
function subject(change: Partial<Record<'cn' | 'dc' | 'uid' | 'sid' | 'more', Rdn[]>>): Rdn[] {
  const [cn, com, example, home, uid, sid] = aliceName as [Rdn, Rdn, Rdn, Rdn, Rdn, Rdn];
  return [
    ...(change.cn ?? [cn]),
    ...(change.dc ?? [com, example, home]),
    ...(change.uid ?? [uid]),
    ...(change.sid ?? [sid]),
    ...(change.more ?? []),
  ];
}

const extension = (type: string, critical: boolean, hex: string) =>
  new Extension(
    type,
    critical,
    Uint8Array.from(hex.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16)),
  );
const sign = usage(digitalSignature);
const serial =
  (hex: string): NonNullable<Recipe['tweak']> =>
  (fields) => {
    fields.serialNumber = Uint8Array.from(hex.match(/../g) ?? [], (octet) =>
      Number.parseInt(octet, 16),
    ).buffer;
  };

const accepted: Record<string, Recipe> = {
  'the whole Federation ID as CN': {
    subject: subject({ cn: [rdn('cn', 'alice@home.example.com')] }),
  },
  'upper case': {
    subject: subject({
      cn: [rdn('cn', 'ALICE')],
      dc: [rdn('dc', 'COM'), rdn('dc', 'Example'), rdn('dc', 'home')],
      uid: [rdn('uid', 'Alice@HOME.example.com')],
    }),
  },
  'another order of the attributes': { subject: [...subject({ dc: [] }).reverse(), ...homeName] },
  'an organisational unit': { subject: subject({ more: [rdn('ou', 'chat')] }) },
  'no basicConstraints': { extensions: [sign] },
  contentCommitment: { extensions: [usage(nonRepudiation)] },
  'keyAgreement besides digitalSignature': { extensions: [usage(digitalSignature | keyAgreement)] },
  'an unknown extension that is not critical': {
    extensions: [sign, extension('1.3.6.1.4.1.99999.1', false, '0500')],
  },
  'a serial number of 20 octets': { serialNumber: '7f'.repeat(20) },
};

const malformed: Record<string, [Recipe | string, RegExp]> = {
  'no PEM': ['hello', /one PEM block/],
  'two PEMs': [right + right, /one PEM block/],
  'an octet behind the certificate': [
    toPem(new Uint8Array([...der, 0]).buffer),
    /without trailing data/,
  ],
  'a certificate without its last octet': [toPem(der.slice(0, -1).buffer), /one X.509 certificate/],
  'a length that is not DER': [
    toPem(new Uint8Array([0x30, 0x83, 0, ...der.slice(2)]).buffer),
    /in DER/,
  ],
  'version 1': [
    {
      tweak: (fields) => {
        fields.version = 0;
      },
    },
    /v3/,
  ],
  'the serial number 0': [{ tweak: serial('00') }, /serial number must be positive/],
  'a negative serial number': [{ tweak: serial('ff') }, /serial number must be positive/],
  'a serial number of 21 octets': [{ tweak: serial('01'.repeat(21)) }, /at most 20 octets/],
  'a validity that ends before it begins': [{ notAfter: from - 1 }, /notBefore must not be after/],
  'two signature algorithms': [
    {
      tweak: (fields) => {
        fields.signature.algorithm = '1.2.840.10045.4.3.2';
      },
    },
    /signature algorithms must be the same/,
  ],
  'no CN': [{ subject: subject({ cn: [] }) }, /exactly one CN/],
  'two CNs': [
    { subject: subject({ cn: [rdn('cn', 'alice'), rdn('cn', 'alice')] }) },
    /exactly one CN/,
  ],
  'a CN of another name': [
    { subject: subject({ cn: [rdn('cn', 'bob')] }) },
    /CN must be the local part/,
  ],
  'a CN that is a letter of another script in lower case': [
    {
      subject: subject({
        cn: [rdn('cn', '\u212Aate')],
        uid: [rdn('uid', 'kate@home.example.com')],
      }),
    },
    /CN must be the local part/,
  ],
  'a CN in UTF-16': [
    { subject: subject({ cn: [rdn('cn', 'alice', 'bmpString')] }) },
    /CN must be a UTF8String/,
  ],
  'no UID': [{ subject: subject({ uid: [] }) }, /exactly one UID/],
  'a UID without a domain': [
    { subject: subject({ uid: [rdn('uid', 'alice')] }) },
    /UID must be a Federation ID/,
  ],
  'no domain components': [{ subject: subject({ dc: [] }) }, /domain components must be those/],
  'the domain components the other way round': [
    { subject: subject({ dc: [...homeName].reverse() }) },
    /domain components must be those/,
  ],
  'an additional domain component': [
    { subject: subject({ dc: [...homeName, rdn('dc', 'a')] }) },
    /domain components must be those/,
  ],
  'a domain component of two labels': [
    { subject: subject({ dc: [rdn('dc', 'com'), rdn('dc', 'home.example')] }) },
    /one label/,
  ],
  'a domain component in UTF-8': [
    { subject: subject({ dc: [rdn('dc', 'com', 'utf8String'), ...homeName.slice(1)] }) },
    /IA5String/,
  ],
  'no session ID': [{ subject: subject({ sid: [] }) }, /exactly one uniqueIdentifier/],
  'an empty session ID': [{ subject: subject({ sid: [rdn('sid', '')] }) }, /1 to 64/],
  'a session ID of 65 characters': [
    { subject: subject({ sid: [rdn('sid', 'x'.repeat(65))] }) },
    /1 to 64/,
  ],
  'CA true': [{ extensions: [ca(true), sign] }, /must not have CA true/],
  keyCertSign: [
    { extensions: [usage(digitalSignature | keyCertSign)] },
    /must not have keyCertSign/,
  ],
  'no keyUsage': [{ extensions: [ca(false)] }, /exactly one of/],
  'digitalSignature and contentCommitment': [
    { extensions: [usage(digitalSignature | nonRepudiation)] },
    /exactly one of/,
  ],
  'neither of them': [{ extensions: [usage(keyAgreement)] }, /exactly one of/],
  'keyUsage that is not critical': [
    { extensions: [usage(digitalSignature, false)] },
    /keyUsage must be critical/,
  ],
  'basicConstraints that are not critical': [
    { extensions: [ca(false, undefined, false), sign] },
    /basicConstraints must be critical/,
  ],
  'keyUsage twice': [{ extensions: [sign, sign] }, /twice/],
  'an unknown extension that is critical': [
    { extensions: [sign, extension('1.3.6.1.4.1.99999.1', true, '0500')] },
    /1\.3\.6\.1\.4\.1\.99999\.1 must not be critical/,
  ],
};

const serverMalformed: Record<string, [Recipe, RegExp]> = {
  'no domain components': [{ subject: [rdn('ou', 'x')] }, /must have domain components/],
  'a CN': [{ subject: [rdn('cn', 'home'), ...homeName] }, /no CN/],
  'a UID': [{ subject: [...homeName, rdn('uid', 'alice@home.example.com')] }, /no UID/],
  'a uniqueIdentifier': [{ subject: [...homeName, rdn('sid', 's')] }, /no uniqueIdentifier/],
  'no basicConstraints': [{ extensions: [usage(keyCertSign)] }, /CA true/],
  'CA false': [{ extensions: [ca(false), usage(keyCertSign)] }, /CA true/],
  'no pathLenConstraint': [{ extensions: [ca(true), usage(keyCertSign)] }, /pathLenConstraint 0/],
  'pathLenConstraint 1': [{ extensions: [ca(true, 1), usage(keyCertSign)] }, /pathLenConstraint 0/],
  'no keyUsage': [{ extensions: [ca(true, 0)] }, /keyCertSign/],
  'keyUsage without keyCertSign': [{ extensions: [ca(true, 0), sign] }, /keyCertSign/],
  'another issuer': [{ issuer: homeName.slice(0, 2) }, /issuer must be the subject/],
};

async function refused(
  promise: Promise<unknown>,
  reason: IdCertErrorReason,
  words: RegExp,
): Promise<void> {
  const error = await rejection(promise);
  ok(error instanceof IdCertError, `not an IdCertError: ${error.stack}`);
  ok(error.reason === reason && words.test(error.message), `${error.reason}: ${error.message}`);
}

async function newIdCert(recipe: Recipe | string): Promise<string> {
  return typeof recipe === 'string' ? recipe : makeIdCert(recipe);
}

/** Cases of challenges, ID-CSRs, and all rules on certificates. */
export const identityCases = cases('identity', {
  async "the signature of a reference server's challenge verifies with the ID-Cert"({
    baseUrl,
    host,
  }) {
    const { fid } = await host.addActor();
    const keys = await newKeys();
    const csr = await createIdCsr({ fid, sessionId: 'phone', keys });
    const { id_cert: idCert } = await host.addSession(fid, csr);
    const client = createClient({ baseUrl });
    const { challenge } = having(await client.getChallenge(), 200).body;
    const signature = await signChallenge(challenge, keys.privateKey);
    equal(signature.length, 64);

    const { notBefore } = readIdCert(idCert);
    const home = having(await client.getServerIdCert({ timestamp: notBefore }), 200).body;
    const { publicKey, ...named } = await verifyIdCert(idCert, home);
    equal([named.fid, named.sessionId, named.pem], [fid, 'phone', idCert]);
    const key = await importPublicKey(publicKey);
    const message = new TextEncoder().encode(challenge);
    ok(await crypto.subtle.verify('Ed25519', key, signature, message), 'the signature is genuine');
  },

  async 'a string that is no challenge is not signed'() {
    const { privateKey } = await newKeys();
    for (const challenge of [
      '',
      'a'.repeat(31),
      'a'.repeat(257),
      `${'a'.repeat(40)}\n`,
      `0\u0082${'a'.repeat(40)}`,
    ]) {
      ok((await rejection(signChallenge(challenge, privateKey))) instanceof RangeError, challenge);
    }
  },

  async 'keys of other algorithms sign too'() {
    const algorithms: Array<
      [webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams, number, number]
    > = [
      [{ name: 'ECDSA', namedCurve: 'P-256' }, 66, 72],
      [
        {
          name: 'RSASSA-PKCS1-v1_5',
          hash: 'SHA-256',
          modulusLength: 2048,
          publicExponent: new Uint8Array([1, 0, 1]),
        },
        256,
        256,
      ],
    ];
    for (const [algorithm, least, most] of algorithms) {
      const keys = (await crypto.subtle.generateKey(algorithm, false, [
        'sign',
        'verify',
      ])) as CryptoKeyPair;
      const { length } = await signChallenge('a'.repeat(64), keys.privateKey);
      ok(length >= least && length <= most, String(length));
      const csr = await createIdCsr({ fid: 'alice@home.example.com', sessionId: 'phone', keys });
      ok(csr.startsWith('-----BEGIN CERTIFICATE REQUEST-----\n'), csr);
    }
  },

  async 'openssl verifies an ID-CSR, made with a key that cannot be extracted'({ host }) {
    const keys = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    const csr = await createIdCsr({
      fid: 'Alice@Home.Example.com',
      sessionId: "it's me, #1",
      keys,
    });
    equal(csr, await host.openssl(['req'], csr));
    const shown = await host.openssl(
      ['req', '-noout', '-verify', '-subject', '-nameopt', 'RFC2253'],
      csr,
    );
    ok(/verify OK/i.test(shown), shown);
    for (const attribute of [
      'CN=alice',
      'UID=alice@home.example.com',
      'DC=home,DC=example,DC=com',
    ]) {
      ok(shown.includes(attribute), shown);
    }
  },

  async 'no ID-CSR is made for a malformed Federation ID or session ID'() {
    const keys = await newKeys();
    for (const fid of ['alice', 'alice@', '@home', 'älice@home', 'alice@home.example.com ']) {
      ok((await rejection(createIdCsr({ fid, sessionId: 'a', keys }))) instanceof TypeError, fid);
    }
    for (const sessionId of ['', 'x'.repeat(65), 'ü', 'a\n']) {
      await refused(createIdCsr({ fid: 'a@b', sessionId, keys }), 'malformed', /session ID/);
    }
  },

  async 'every field of a well-formed certificate is read'() {
    const { issuer: _issuer, publicKey, ...idCert } = await verifyIdCert(right, server, from);
    equal(idCert, {
      fid: 'alice@home.example.com',
      sessionId: 'phone',
      pem: right,
      serialNumber: '1234',
      notBefore: from,
      notAfter: until,
    });
    ok(publicKey.startsWith('-----BEGIN PUBLIC KEY-----\n'), publicKey);
    equal((await readServerIdCert(server)).domain, 'home.example.com');
  },

  ...Object.fromEntries(
    Object.entries(accepted).map(([what, recipe]) => [
      `${what} is accepted`,
      async () => {
        const { fid } = await verifyIdCert(await makeIdCert(recipe), server);
        equal(fid, 'alice@home.example.com');
      },
    ]),
  ),

  ...Object.fromEntries(
    Object.entries(malformed).map(([what, [recipe, words]]) => [
      `${what} is refused`,
      async () => refused(verifyIdCert(await newIdCert(recipe), server), 'malformed', words),
    ]),
  ),

  ...Object.fromEntries(
    Object.entries(serverMalformed).map(([what, [recipe, words]]) => [
      `${what} in a home server's certificate is refused`,
      async () => {
        const pem = await makeServerIdCert(recipe);
        await refused(readServerIdCert(pem), 'malformed', words);
        await refused(verifyIdCert(right, pem), 'untrusted', words);
      },
    ]),
  ),

  async "a home server's certificate with a signature by another key is refused"() {
    const pem = await makeServerIdCert({ signer: await newKeys() });
    await refused(readServerIdCert(pem), 'malformed', /own key/);
  },

  async 'the certificate of another home server is refused'() {
    const away = [rdn('dc', 'com'), rdn('dc', 'example'), rdn('dc', 'away')];
    await refused(
      verifyIdCert(right, await makeServerIdCert({ subject: away })),
      'untrusted',
      /that of home.example.com/,
    );
  },

  async 'another issuer is refused'() {
    const pem = await makeIdCert({ issuer: homeName.slice(0, 2) });
    await refused(verifyIdCert(pem, server), 'untrusted', /issuer must be the subject/);
  },

  async 'an issuer in other string types is refused'() {
    const pem = await makeIdCert({
      issuer: [rdn('dc', 'com', 'utf8String'), ...homeName.slice(1)],
    });
    await refused(verifyIdCert(pem, server), 'untrusted', /issuer must be the subject/);
  },

  async 'the signature of another key is refused'() {
    const pem = await makeIdCert({ signer: await newKeys() });
    await refused(verifyIdCert(pem, server), 'untrusted', /signature/);
  },

  async 'a signature with an octet changed is refused'() {
    const changed = der.slice();
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
    await refused(verifyIdCert(toPem(changed.buffer), server), 'untrusted', /signature/);
  },

  async 'a validity outside that of the home server is refused, at either end'() {
    for (const validity of [{ notBefore: from - 1 }, { notAfter: until + 1 }]) {
      await refused(
        verifyIdCert(await makeIdCert(validity), server),
        'untrusted',
        /validity must lie within/,
      );
    }
  },

  async 'a certificate is valid at both ends of its validity and not beyond'() {
    await verifyIdCert(right, server, from);
    await verifyIdCert(right, server, until);
    for (const at of [0, from - 1, until + 1, Number.NaN]) {
      await refused(verifyIdCert(right, server, at), 'not-valid', /at the time/);
    }
  },

  async 'the time of verification is now by default'() {
    await verifyIdCert(right, server);
    const past = await makeIdCert({ notAfter: from + 1 });
    await refused(verifyIdCert(past, server), 'not-valid', /at the time/);
  },

  async 'ECDSA home servers verify too'() {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const home = await makeServerIdCert({ keys });
    await verifyIdCert(await makeIdCert({ signer: keys }), home);
    await refused(verifyIdCert(right, home), 'untrusted', /signature/);
    await refused(
      verifyIdCert(await makeIdCert({ signer: keys }), server),
      'untrusted',
      /signature/,
    );
  },

  async 'after a rotation of the reference server, older certificates verify by time'({
    baseUrl,
    adminToken,
    host,
  }) {
    const { fid } = await host.addActor();
    const { id_cert: idCert } = await host.addSession(fid);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const client = createClient({ baseUrl, token: adminToken });
    const { body: current } = having(await client.rotateServerIdentityKey(), 200);
    await refused(verifyIdCert(idCert, current), 'untrusted', /./);
    const timestamp = readIdCert(idCert).notBefore;
    const { body: older } = having(await client.getServerIdCert({ timestamp }), 200);
    await verifyIdCert(idCert, older);
  },
});
