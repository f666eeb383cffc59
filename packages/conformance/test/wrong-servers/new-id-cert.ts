import type { ErrorCode } from '@p2core/types';
import {
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsageFlags,
  type TBSCertificate,
} from '@peculiar/asn1-x509';
import { domainOf } from '../../src/certificates/name.js';
import { derOf, isCa, usesIn } from './harness/certificates.js';
import { confuses, on, onceRotated, onError, refuses } from './harness/faults.js';
import type { Healthy } from './harness/healthy.js';
import { bare, type Request } from './harness/message.js';
import { isPresented, keepsRefused, pemIn, subjectValue, tbsIn } from './harness/presented.js';
import { askerOf } from './harness/sessions.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const presenting = (newFault: NewFault): NewFault => on('updateSessionIdCert', newFault);

/** Accepts an ID-Cert that the healthy server refuses with this code, where `isSuch` holds. */
const takes = (
  code: ErrorCode,
  isSuch: (tbs: TBSCertificate, request: Request, healthy: Healthy) => boolean = () => true,
): NewFault =>
  presenting(
    onError(code, (answer, request, healthy) => {
      const tbs = tbsIn(request);
      return tbs !== undefined && isSuch(tbs, request, healthy) ? bare(answer, 201) : answer;
    }),
  );
const takesInvalid = (isSuch: (tbs: TBSCertificate, request: Request) => boolean): NewFault =>
  takes('P2CORE_INVALID_ID_CERT', isSuch);

const domainIn = (fid: string | undefined) => fid?.split('@')[1];
const isForeign = (request: Request, healthy: Healthy) =>
  domainIn(askerOf(request, healthy)?.fid) !== healthy.fixture.domain;
const hasUse = (tbs: TBSCertificate, use: keyof typeof KeyUsageFlags) =>
  (usesIn(tbs) & KeyUsageFlags[use]) !== 0;

const begins = ({ validity }: TBSCertificate) => validity.notBefore.getTime().getTime();
const ends = ({ validity }: TBSCertificate) => validity.notAfter.getTime().getTime();

/** Faults in the checks of the ID-Cert that a session presents (R20). */
export const newIdCert: readonly WrongServer[] = [
  {
    name: 'accepts the ID-Cert of another actor',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/other-actor',
    fault: takes(
      'P2CORE_ID_CERT_MISMATCH',
      ({ subject }, request, healthy) =>
        subjectValue(subject, 'UID') !== askerOf(request, healthy)?.fid,
    ),
  },
  {
    name: 'accepts the ID-Cert of another session',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/other-session',
    fault: takes(
      'P2CORE_ID_CERT_MISMATCH',
      ({ subject }, request, healthy) =>
        subjectValue(subject, 'UID') === askerOf(request, healthy)?.fid,
    ),
  },
  {
    name: 'accepts an ID-Cert with a signature by any key',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/signed-by-another-key',
    fault: takes('P2CORE_ID_CERT_UNTRUSTED'),
  },
  {
    name: 'checks the subject of an ID-Cert before its form',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/in-this-order',
    fault: presenting(
      onError('P2CORE_INVALID_ID_CERT', (answer, request, healthy) => {
        const { subject } = tbsIn(request) ?? {};
        const isAnothers =
          subject && subjectValue(subject, 'uniqueIdentifier') !== askerOf(request, healthy)?.id;
        return isAnothers ? healthy.error('P2CORE_ID_CERT_MISMATCH') : answer;
      }),
    ),
  },
  {
    name: 'stores an ID-Cert that it refuses',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/refused-changes-nothing',
    fault: keepsRefused,
  },
  {
    name: 'accepts any ID-Cert of a foreign actor',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/of-another-home-server-forged',
    fault: takes('P2CORE_ID_CERT_UNTRUSTED', (_tbs, request, healthy) =>
      isForeign(request, healthy),
    ),
  },
  {
    name: 'verifies the ID-Certs of foreign actors by its own certificate',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/of-another-home-server',
    fault: presenting(() => async (request, healthy) => {
      const answer = await healthy.send(request);
      return answer.status === 201 && isForeign(request, healthy)
        ? healthy.error('P2CORE_ID_CERT_UNTRUSTED')
        : answer;
    }),
  },
  {
    name: 'accepts an expired ID-Cert',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/expired',
    fault: takesInvalid((tbs) => ends(tbs) < Date.now()),
  },
  {
    name: 'accepts an ID-Cert that is not yet valid',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/not-yet-valid',
    fault: takesInvalid((tbs) => begins(tbs) > Date.now()),
  },
  {
    name: 'answers P2CORE_ID_CERT_UNTRUSTED where it cannot reach the home server',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/home-server-unreachable',
    fault: presenting(confuses('P2CORE_HOME_SERVER_UNREACHABLE', 'P2CORE_ID_CERT_UNTRUSTED')),
  },
  {
    name: 'accepts an ID-Cert where it cannot reach the home server',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/home-server-unreachable',
    fault: takes('P2CORE_HOME_SERVER_UNREACHABLE'),
  },
  {
    name: 'answers 204 to a new ID-Cert',
    clause: 'page',
    caughtBy: 'updateSessionIdCert/same-again',
    fault: presenting(() => async (request, healthy) => {
      const answer = await healthy.send(request);
      return answer.status === 201 ? bare(answer, 204) : answer;
    }),
  },
  {
    name: 'answers P2CORE_INVALID_ID_CERT to an untrusted ID-Cert',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/signed-by-another-key',
    fault: presenting(confuses('P2CORE_ID_CERT_UNTRUSTED', 'P2CORE_INVALID_ID_CERT')),
  },
  {
    name: 'answers P2CORE_ID_CERT_UNTRUSTED to an invalid ID-Cert',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/not-a-certificate',
    fault: presenting(confuses('P2CORE_INVALID_ID_CERT', 'P2CORE_ID_CERT_UNTRUSTED')),
  },
  {
    name: "asks for the home server's current certificate",
    clause: 'R20',
    caughtBy: 'rotateServerIdentityKey/id-certs-stay-valid',
    fault: onceRotated((answer, request, healthy) =>
      isPresented(request) && answer.status === 201
        ? healthy.error('P2CORE_ID_CERT_UNTRUSTED')
        : answer,
    ),
  },
  {
    name: 'does not check the signature of an ID-Cert',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/signed-by-another-key',
    fault: takes(
      'P2CORE_ID_CERT_UNTRUSTED',
      ({ subject, issuer }) => domainOf(subject) === domainOf(issuer),
    ),
  },
  {
    name: 'accepts an ID-Cert with CA true',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/ca',
    fault: takesInvalid(isCa),
  },
  {
    name: 'accepts an ID-Cert with keyCertSign',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/key-cert-sign',
    fault: takesInvalid((tbs) => hasUse(tbs, 'keyCertSign')),
  },
  {
    name: 'accepts an ID-Cert with any keyUsage',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/without-signing',
    fault: takesInvalid((tbs) => hasUse(tbs, 'digitalSignature') === hasUse(tbs, 'nonRepudiation')),
  },
  {
    name: 'accepts octets after a certificate',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/trailing-data',
    fault: takesInvalid((_tbs, request) => hasTrailingData(pemIn(request))),
  },
  {
    name: 'accepts an unknown critical extension',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/unknown-critical-extension',
    fault: takesInvalid(
      ({ extensions }) =>
        extensions?.some(
          ({ extnID, critical }) =>
            critical && extnID !== id_ce_basicConstraints && extnID !== id_ce_keyUsage,
        ) === true,
    ),
  },
  {
    name: 'accepts any CN',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/other-common-name',
    fault: takesInvalid(
      ({ subject }) => subjectValue(subject, 'CN') !== subjectValue(subject, 'UID')?.split('@')[0],
    ),
  },
  {
    name: 'accepts the domain components of any domain',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/other-domain-components',
    fault: takesInvalid(
      ({ subject }) => domainOf(subject) !== domainIn(subjectValue(subject, 'UID')),
    ),
  },
  {
    name: 'reads the first of several certificates',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/two-certificates',
    fault: takesInvalid((_tbs, request) => pemIn(request).split('-----BEGIN').length > 2),
  },
  {
    name: 'refuses text before a certificate',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/text-in-front',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isPresented(request) && /^[^-\s]/.test(pemIn(request)),
    ),
  },
  {
    name: 'refuses a PEM whose lines end in CR LF',
    clause: 'contract',
    caughtBy: 'updateSessionIdCert/lines-end-in-cr-lf',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isPresented(request) && pemIn(request).includes('\r\n'),
    ),
  },
  {
    name: "refuses the session's current ID-Cert",
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/same-again',
    fault: presenting(() => async (request, healthy) => {
      const answer = await healthy.send(request);
      return answer.status === 201 && !isForeign(request, healthy)
        ? healthy.error('P2CORE_INVALID_ID_CERT')
        : answer;
    }),
  },
];

/** Whether there are octets after the outermost SEQUENCE, whose length has two octets. */
function hasTrailingData(pem: string): boolean {
  const der = derOf(pem);
  return 4 + der.readUInt16BE(2) < der.length;
}
