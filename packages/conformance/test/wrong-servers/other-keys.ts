import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { signCertificate } from '../../src/certificates/forge.js';
import { newKeyPair, tbsOf } from './harness/certificates.js';
import { on, onError, says, values, where } from './harness/faults.js';
import { csrIn, isCertificate, keyPackageSuitesIn } from './harness/issued.js';
import { membersOf, type Request, tokenOf, valueIn } from './harness/message.js';
import { isFor } from './harness/operations.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const invented = { token: 'a'.repeat(43) };
const voidToken = values((session: object) => ({ ...session, ...invented }));

const algorithms = { ec: '1.2.840.10045.2.1', rsa: '1.2.840.113549.1.1.1' } as const;
type Type = keyof typeof algorithms;

/** Whether the ID-CSR in a request is for a key of this type. */
const asksFor = (type: Type) => (request: Request) =>
  csrIn(request)?.subjectPKInfo.algorithm.algorithm === algorithms[type];

/** Whether the ID-Cert in a request of `identify` or `updateSessionIdCert` has a key of this type. */
const holds = (type: Type) => (request: Request) => {
  const pem = isFor(request, 'identify') ? membersOf(request).id_cert : valueIn(request);
  return (
    isCertificate(pem) && new X509Certificate(String(pem)).publicKey.asymmetricKeyType === type
  );
};

/** Issues ID-Certs for a key of the server's making. */
const issuesForItsKey = values((session: { id_cert: string }) => {
  const keys = newKeyPair();
  const tbs = tbsOf(session.id_cert);
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
  tbs.subjectPublicKeyInfo = AsnConvert.parse(spki, SubjectPublicKeyInfo);
  return { ...session, id_cert: signCertificate(tbs, keys.privateKey) };
});

/** Ends the token of a session that presents a certificate with a P-256 key. */
const endsTokenAtOtherKey: NewFault = () => {
  const ended = new Set<unknown>();
  return async (request, healthy) => {
    if (ended.has(tokenOf(request))) return healthy.error('P2CORE_UNAUTHORIZED');
    if (isFor(request, 'updateSessionIdCert') && holds('ec')(request)) ended.add(tokenOf(request));
    return healthy.send(request);
  };
};

/** Faults with keys other than Ed25519, which a server may accept (I8). */
export const otherKeys: readonly WrongServer[] = [
  {
    name: "issues an ID-Cert for another key than the ID-CSR's P-256 key",
    clause: 'R28',
    caughtBy: 'trustSession/key-of-p-256',
    fault: on('trustSession', where(asksFor('ec'), issuesForItsKey)),
  },
  {
    name: 'gives a session with an RSA key a token that does not work',
    clause: 'R28',
    caughtBy: 'trustSession/key-of-rsa',
    fault: on('trustSession', where(asksFor('rsa'), voidToken)),
  },
  {
    name: 'accepts a P-256 signature that is not DER',
    clause: 'R37',
    caughtBy: 'identify/signature-of-p-256',
    fault: on(
      'identify',
      where(holds('ec'), onError('P2CORE_CHALLENGE_FAILED', says(201, invented))),
    ),
  },
  {
    name: 'accepts an RSA signature with any padding',
    clause: 'R37',
    caughtBy: 'identify/signature-of-rsa',
    fault: on(
      'identify',
      where(holds('rsa'), onError('P2CORE_CHALLENGE_FAILED', says(201, invented))),
    ),
  },
  {
    name: 'gives a foreign session with a P-256 key a token that does not work',
    clause: 'R38',
    caughtBy: 'identify/foreign-key-of-p-256',
    fault: on('identify', where(holds('ec'), voidToken)),
  },
  {
    name: "renews a session with another key than the ID-CSR's P-256 key",
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/to-a-key-of-p-256',
    fault: on('rotateSessionIdCert', where(asksFor('ec'), issuesForItsKey)),
  },
  {
    name: 'ends the token of a foreign session that presents a P-256 key',
    clause: 'R31',
    caughtBy: 'updateSessionIdCert/key-of-p-256',
    fault: endsTokenAtOtherKey,
  },
  {
    name: 'accepts KeyPackages of Ed25519 for a P-256 key',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-a-key-of-p-256',
    fault: on(
      'addKeyPackages',
      onError('P2CORE_BAD_REQUEST', (answer, request, healthy) =>
        keyPackageSuitesIn(request).includes(1) ? says(201)(answer, request, healthy) : answer,
      ),
    ),
  },
];
