import { OctetString } from '@peculiar/asn1-schema';
import { Extension } from '@peculiar/asn1-x509';
import { signCertificate } from '../../src/certificates/forge.js';
import { attributeType } from '../../src/certificates/name.js';
import { newKeyPair, replaceExtension, tbsOf } from './harness/certificates.js';
import { hidesEvents } from './harness/events.js';
import {
  confuses,
  errorIn,
  on,
  onError,
  onlySays,
  refuses,
  says,
  sends,
  values,
  where,
} from './harness/faults.js';
import {
  csrIn,
  isOfAnotherActor,
  isSigned,
  keyIn,
  knowingIssued,
  sessionIdIn,
} from './harness/issued.js';
import { lists } from './harness/listed.js';
import {
  type Answer,
  membersOf,
  type Request,
  tokenOf,
  valueIn,
  withToken,
  withValue,
} from './harness/message.js';
import { isFor } from './harness/operations.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const isNewSession = ({ n, op }: { n: string; op: string }) => n === 'core' && op === '3';
const invented = { token: 'a'.repeat(43) };
const subjectKeyIdentifier = '2.5.29.14';

/** Gives a token that the server does not accept. */
const givesVoidTokens = values((session: object) => ({ ...session, ...invented }));

/** Changes each answer to a request with the same `keyOf` as an earlier one that succeeded. */
const seenBefore = (
  keyOf: (request: Request) => unknown,
  other: (answer: Answer, former: Answer) => Answer | Promise<Answer>,
): NewFault => {
  return () => {
    const known = new Map<unknown, Answer>();
    return async (request, healthy) => {
      const answer = await healthy.send(request);
      const key = keyOf(request);
      const former = known.get(key);
      if (answer.status === 201) known.set(key, answer);
      return former ? other(answer, former) : answer;
    };
  };
};

/** Accepts each ID-Cert that it has accepted before. */
const trustsWhomItKnows = seenBefore(
  (request) => membersOf(request).id_cert,
  (answer, former) => (errorIn(answer)?.error === 'P2CORE_ID_CERT_INVALIDATED' ? former : answer),
);

/** Faults in `trustSession`. */
const beginnings: readonly WrongServer[] = [
  {
    name: 'gives a new session the ID-Cert of the previous one',
    clause: 'page',
    caughtBy: 'trustSession/happy',
    fault: knowingIssued(async (issued, request, healthy) => {
      const answer = await healthy.send(request);
      const { idCert } = issued.at(-1) ?? {};
      return answer.status === 201 && idCert
        ? withValue(answer, { ...Object(valueIn(answer)), id_cert: idCert })
        : answer;
    }),
  },
  {
    name: 'gives a new session a token that does not work',
    clause: 'page',
    caughtBy: 'trustSession/token-works',
    fault: givesVoidTokens,
  },
  {
    name: 'checks the ID-CSR before the credentials',
    clause: 'R28',
    caughtBy: 'trustSession/credentials-before-csr',
    fault: onError('P2CORE_INVALID_CREDENTIALS', (answer, request, healthy) =>
      isOfAnotherActor(request) ? healthy.error('P2CORE_ID_CERT_MISMATCH') : answer,
    ),
  },
  {
    name: 'checks the credentials before the shape of the content',
    clause: 'R28',
    caughtBy: 'trustSession/shape-before-credentials',
    fault: onError('P2CORE_BAD_REQUEST', (answer, request, healthy) => {
      const given = JSON.stringify(membersOf(request).auth_payload);
      const isRight = given === JSON.stringify(healthy.fixture.registration?.authPayload);
      return isRight ? answer : healthy.error('P2CORE_INVALID_CREDENTIALS');
    }),
  },
  {
    name: 'sends error="invalid_token" for wrong credentials',
    clause: 'R28',
    caughtBy: 'trustSession/wrong-credentials',
    fault: sends({ 'WWW-Authenticate': 'Bearer realm="a", error="invalid_token"' }, 401),
  },
  {
    name: 'answers 403 to an ID-CSR with a signature by another key',
    clause: 'R28',
    caughtBy: 'trustSession/not-self-signed',
    fault: confuses('P2CORE_INVALID_ID_CSR', 'P2CORE_ID_CERT_MISMATCH'),
  },
  {
    name: "answers 409 to an ID-CSR with another session's key",
    clause: 'R28',
    caughtBy: 'trustSession/key-of-another-session',
    fault: confuses('P2CORE_INVALID_ID_CSR', 'P2CORE_SESSION_ID_TAKEN'),
  },
  {
    name: 'answers a long session ID with P2CORE_BAD_REQUEST',
    clause: 'R28',
    caughtBy: 'trustSession/too-long-session-id',
    fault: where(
      (request) => (sessionIdIn(request) ?? '').length > 64,
      confuses('P2CORE_INVALID_ID_CSR', 'P2CORE_BAD_REQUEST'),
    ),
  },
  {
    name: 'answers 400 to the ID-CSR of another actor',
    clause: 'R28',
    caughtBy: 'trustSession/other-actor',
    fault: confuses('P2CORE_ID_CERT_MISMATCH', 'P2CORE_INVALID_ID_CSR'),
  },
  {
    name: 'accepts only one order of attributes in a subject',
    clause: 'R29',
    caughtBy: 'trustSession/other-subject-order',
    fault: refuses('P2CORE_INVALID_ID_CSR', (request) => {
      const last = [...(csrIn(request)?.subject ?? [])].at(-1);
      return last !== undefined && last[0]?.type !== attributeType.uniqueIdentifier;
    }),
  },
  {
    name: 'answers P2CORE_SESSIONS_FULL where a session ID is in use',
    clause: 'R28',
    caughtBy: 'trustSession/session-id-taken',
    fault: confuses('P2CORE_SESSION_ID_TAKEN', 'P2CORE_SESSIONS_FULL'),
  },
  {
    name: 'never frees a session ID',
    clause: 'R28',
    caughtBy: 'trustSession/session-id-free-again',
    fault: () => {
      const used = new Set<unknown>();
      return async (request, healthy) => {
        const id = sessionIdIn(request);
        if (used.has(id)) return healthy.error('P2CORE_SESSION_ID_TAKEN');
        used.add(id);
        return healthy.send(request);
      };
    },
  },
  {
    name: 'checks the key before the session ID',
    clause: 'R28',
    caughtBy: 'trustSession/session-id-before-key',
    fault: () => {
      const used = new Set<unknown>();
      return async (request, healthy) => {
        const key = keyIn(request);
        if (used.has(key)) return healthy.error('P2CORE_INVALID_ID_CSR');
        used.add(key);
        return healthy.send(request);
      };
    },
  },
  {
    name: 'issues ID-Certs with a key identifier',
    clause: 'R29',
    caughtBy: 'trustSession/no-key-identifiers',
    fault: values((session: { id_cert: string }) => {
      const tbs = tbsOf(session.id_cert);
      const extnValue = new OctetString(Buffer.from([4, 1, 1]));
      replaceExtension(tbs, new Extension({ extnID: subjectKeyIdentifier, extnValue }));
      return { ...session, id_cert: signCertificate(tbs, newKeyPair().privateKey) };
    }),
  },
];

/** Faults in `identify`. */
const logIns: readonly WrongServer[] = [
  {
    name: 'accepts a used challenge again',
    clause: 'R36',
    caughtBy: 'identify/challenge-once',
    fault: seenBefore(
      ({ content }) => String(content),
      (_answer, former) => former,
    ),
  },
  {
    name: 'accepts a challenge in two simultaneous log-ins',
    clause: 'R36',
    caughtBy: 'identify/challenge-once-at-once',
    fault: () => {
      const underWay = new Map<string, Promise<Answer>>();
      return async (request, healthy) => {
        const key = String(request.content);
        const answer = underWay.get(key) ?? healthy.send(request);
        underWay.set(key, answer);
        return answer.finally(() => underWay.delete(key));
      };
    },
  },
  {
    name: 'keeps a challenge usable after a wrong signature',
    clause: 'R36',
    caughtBy: 'identify/challenge-used-up-by-failure',
    fault: refuses('P2CORE_CHALLENGE_FAILED', (request) => !isSigned(request)),
  },
  {
    name: 'answers P2CORE_CHALLENGE_FAILED to an invented challenge',
    clause: 'R36',
    caughtBy: 'identify/made-up-challenge',
    fault: confuses('P2CORE_CHALLENGE_INVALID', 'P2CORE_CHALLENGE_FAILED'),
  },
  {
    name: 'accepts any signature',
    clause: 'R37',
    caughtBy: 'identify/signature-of-another-string',
    fault: onError('P2CORE_CHALLENGE_FAILED', says(201, invented)),
  },
  {
    name: 'answers P2CORE_CHALLENGE_INVALID to a wrong signature',
    clause: 'R38',
    caughtBy: 'identify/signature-of-another-key',
    fault: confuses('P2CORE_CHALLENGE_FAILED', 'P2CORE_CHALLENGE_INVALID'),
  },
  {
    name: 'says of every home server that it is unreachable, and asks none',
    clause: 'page',
    caughtBy: 'any/home-server',
    fault: refuses('P2CORE_HOME_SERVER_UNREACHABLE', (request) => isFor(request, 'identify')),
  },
  {
    name: 'gives a foreign actor a token that does not work',
    clause: 'R38',
    caughtBy: 'identify/foreign',
    fault: givesVoidTokens,
  },
  {
    name: 'does not ask the home server again about a known ID-Cert',
    clause: 'R38',
    caughtBy: 'identify/asks-each-time',
    fault: () => {
      const known = new Set<unknown>();
      return async (request, healthy) => {
        const { id_cert } = membersOf(request);
        if (known.has(id_cert)) {
          return says(201, invented)(await healthy.error('P2CORE_INTERNAL'), request, healthy);
        }
        known.add(id_cert);
        return healthy.send(request);
      };
    },
  },
  {
    name: 'accepts a known ID-Cert that its home server has flagged since',
    clause: 'R38',
    caughtBy: 'identify/flagged-later',
    fault: trustsWhomItKnows,
  },
  {
    name: 'accepts the former ID-Cert of a session',
    clause: 'R38',
    caughtBy: 'identify/new-certificate-flags-former',
    fault: trustsWhomItKnows,
  },
  {
    name: 'answers P2CORE_ID_CERT_UNTRUSTED to an ID-Cert that is flagged at home',
    clause: 'R38',
    caughtBy: 'identify/flagged-at-home',
    fault: confuses('P2CORE_ID_CERT_INVALIDATED', 'P2CORE_ID_CERT_UNTRUSTED'),
  },
  {
    name: 'answers 502 where the home server does not list the ID-Cert',
    clause: 'R38',
    caughtBy: 'identify/not-listed',
    fault: confuses('P2CORE_ID_CERT_INVALIDATED', 'P2CORE_HOME_SERVER_UNREACHABLE'),
  },
  {
    name: 'answers 403 to an expired ID-Cert',
    clause: 'R38',
    caughtBy: 'identify/expired',
    fault: confuses('P2CORE_INVALID_ID_CERT', 'P2CORE_ID_CERT_UNTRUSTED'),
  },
  {
    name: 'verifies the signature of a log-in before it checks the ID-Cert',
    clause: 'R38',
    caughtBy: 'identify/malformed-id-cert',
    fault: onError('P2CORE_INVALID_ID_CERT', (answer, request, healthy) =>
      isSigned(request) ? answer : healthy.error('P2CORE_CHALLENGE_FAILED'),
    ),
  },
  {
    name: 'asks the home server before it verifies the signature',
    clause: 'R38',
    caughtBy: 'identify/signature-before-home-server',
    fault: confuses('P2CORE_CHALLENGE_FAILED', 'P2CORE_ID_CERT_INVALIDATED'),
  },
  {
    name: 'accepts an ID-Cert with a signature by another key',
    clause: 'R38',
    caughtBy: 'identify/forged',
    fault: onError('P2CORE_ID_CERT_UNTRUSTED', says(201, invented)),
  },
];

/** Faults in the beginning of home and foreign sessions, and in the end of their tokens. */
export const sessionsBegun: readonly WrongServer[] = [
  ...beginnings.map((wrong) => ({ ...wrong, fault: on('trustSession', wrong.fault) })),
  {
    name: 'sends no event when a home session begins',
    clause: 'R29',
    caughtBy: 'trustSession/event-to-others',
    fault: hidesEvents(isNewSession),
  },
  {
    name: 'leaves the newest ID-Cert out of the list',
    clause: 'R8',
    caughtBy: 'trustSession/is-listed',
    fault: lists((rows) => rows.slice(0, -1)),
  },
  ...logIns.map((wrong) => ({ ...wrong, fault: on('identify', wrong.fault) })),
  {
    name: 'gives the former token again at a log-in',
    clause: 'R38',
    caughtBy: 'identify/happy',
    fault: knowingIssued(async (issued, request, healthy) => {
      const answer = await healthy.send(request);
      const former = issued.find(({ idCert }) => idCert === membersOf(request).id_cert);
      return former && isFor(request, 'identify') && answer.status === 201
        ? withValue(answer, { token: former.token })
        : answer;
    }),
  },
  {
    name: 'keeps the former tokens of a session valid',
    clause: 'R38',
    caughtBy: 'identify/new-token-ends-former',
    fault: knowingIssued((issued, request, healthy) => {
      const former = issued.find(({ token }) => token === tokenOf(request));
      const newest = issued.findLast(({ idCert }) => idCert === former?.idCert);
      return healthy.send(newest ? withToken(request, newest.token) : request);
    }),
  },
  {
    name: 'sends no event when a foreign session begins',
    clause: 'R38',
    caughtBy: 'identify/event-where-new',
    fault: hidesEvents(isNewSession),
  },
  {
    name: 'revokes nothing',
    clause: 'R40',
    caughtBy: 'revokeSessionToken/happy',
    fault: on('revokeSessionToken', onlySays(204)),
  },
  {
    name: 'answers 401 to the administrator who revokes a token',
    clause: 'R25',
    caughtBy: 'revokeSessionToken/of-administrator',
    fault: on('revokeSessionToken', confuses('P2CORE_SESSION_NOT_FOUND', 'P2CORE_UNAUTHORIZED')),
  },
  {
    name: 'flags the ID-Cert when its token is revoked',
    clause: 'R40',
    caughtBy: 'revokeSessionToken/session-stays',
    fault: onceRevoked(lists((rows) => rows.map((row) => ({ ...row, invalidated: true })))),
  },
  {
    name: 'deletes the KeyPackages when a token is revoked',
    clause: 'R40',
    caughtBy: 'revokeSessionToken/key-packages-stay',
    fault: onceRevoked(
      on(
        'getKeyPackages',
        values(() => []),
      ),
    ),
  },
  {
    name: 'makes challenges for another domain',
    clause: 'R35',
    caughtBy: 'getChallenge/names-its-server',
    fault: on(
      'getChallenge',
      values((one: { challenge: string }) => ({
        ...one,
        challenge: one.challenge.replace(/^.{43}/, (digest) => [...digest].reverse().join('')),
      })),
    ),
  },
  {
    name: 'ends a token when its session has a new ID-Cert',
    clause: 'R31',
    caughtBy: 'updateSessionIdCert/token-stays',
    fault: () => {
      const ended = new Set<unknown>();
      return async (request, healthy) => {
        if (ended.has(tokenOf(request))) return healthy.error('P2CORE_UNAUTHORIZED');
        const answer = await healthy.send(request);
        if (isFor(request, 'updateSessionIdCert') && answer.status === 201) {
          ended.add(tokenOf(request));
        }
        return answer;
      };
    },
  },
  {
    name: 'answers 403 where the home server fails during a log-in',
    clause: 'R38',
    caughtBy: 'identify/home-server-fails',
    fault: on('identify', confuses('P2CORE_HOME_SERVER_UNREACHABLE', 'P2CORE_ID_CERT_UNTRUSTED')),
  },
];

/** Has the fault after the first revocation of a token. */
function onceRevoked(newFault: NewFault): NewFault {
  return () => {
    const fault = newFault();
    let hasRevoked = false;
    return (request, healthy) => {
      hasRevoked ||= isFor(request, 'revokeSessionToken');
      return hasRevoked ? fault(request, healthy) : healthy.send(request);
    };
  };
}
