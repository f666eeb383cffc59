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

/** Gives a token that does not work. */
const givesVoidTokens = values((session: object) => ({ ...session, ...invented }));

/** Answers `other` to the second request of which `keyOf` says the same, where the first one succeeded. */
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

/** Lets an ID-Cert in that it has let in before. */
const trustsWhomItKnows = seenBefore(
  (request) => membersOf(request).id_cert,
  (answer, former) => (errorIn(answer)?.error === 'P2CORE_ID_CERT_INVALIDATED' ? former : answer),
);

/** Beginnings of sessions at home. */
const beginnings: readonly WrongServer[] = [
  {
    name: 'gives a new session the ID-Cert of the one before',
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
    name: 'gives a void token to a new session',
    clause: 'page',
    caughtBy: 'trustSession/token-works',
    fault: givesVoidTokens,
  },
  {
    name: 'looks at the ID-CSR before it looks at the credentials',
    clause: 'R28',
    caughtBy: 'trustSession/credentials-before-csr',
    fault: onError('P2CORE_INVALID_CREDENTIALS', (answer, request, healthy) =>
      isOfAnotherActor(request) ? healthy.error('P2CORE_ID_CERT_MISMATCH') : answer,
    ),
  },
  {
    name: 'looks at the credentials before it looks at the shape',
    clause: 'R28',
    caughtBy: 'trustSession/shape-before-credentials',
    fault: onError('P2CORE_BAD_REQUEST', (answer, request, healthy) => {
      const given = JSON.stringify(membersOf(request).auth_payload);
      const isRight = given === JSON.stringify(healthy.fixture.registration?.authPayload);
      return isRight ? answer : healthy.error('P2CORE_INVALID_CREDENTIALS');
    }),
  },
  {
    name: 'speaks of an invalid token where credentials are wrong',
    clause: 'R28',
    caughtBy: 'trustSession/wrong-credentials',
    fault: sends({ 'WWW-Authenticate': 'Bearer realm="a", error="invalid_token"' }, 401),
  },
  {
    name: 'answers 403 to an ID-CSR that another key has signed',
    clause: 'R28',
    caughtBy: 'trustSession/not-self-signed',
    fault: confuses('P2CORE_INVALID_ID_CSR', 'P2CORE_ID_CERT_MISMATCH'),
  },
  {
    name: 'answers 409 to a key that another session has',
    clause: 'R28',
    caughtBy: 'trustSession/key-of-another-session',
    fault: confuses('P2CORE_INVALID_ID_CSR', 'P2CORE_SESSION_ID_TAKEN'),
  },
  {
    name: 'calls a long session ID a bad request',
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
    name: 'wants the parts of a subject in its own order',
    clause: 'R29',
    caughtBy: 'trustSession/other-subject-order',
    fault: refuses('P2CORE_INVALID_ID_CSR', (request) => {
      const last = [...(csrIn(request)?.subject ?? [])].at(-1);
      return last !== undefined && last[0]?.type !== attributeType.uniqueIdentifier;
    }),
  },
  {
    name: 'says of a session ID in use that there are too many sessions',
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
    name: 'looks at the key before it looks at the session ID',
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
    name: 'puts a key identifier into ID-Certs',
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

/** Log-ins by challenge. */
const logIns: readonly WrongServer[] = [
  {
    name: 'takes a challenge as often as it comes',
    clause: 'R36',
    caughtBy: 'identify/challenge-once',
    fault: seenBefore(
      ({ content }) => String(content),
      (_answer, former) => former,
    ),
  },
  {
    name: 'takes a challenge twice while the first log-in is under way',
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
    name: 'uses no challenge up where the signature is wrong',
    clause: 'R36',
    caughtBy: 'identify/challenge-used-up-by-failure',
    fault: refuses('P2CORE_CHALLENGE_FAILED', (request) => !isSigned(request)),
  },
  {
    name: 'says of a challenge that it made up no word',
    clause: 'R36',
    caughtBy: 'identify/made-up-challenge',
    fault: confuses('P2CORE_CHALLENGE_INVALID', 'P2CORE_CHALLENGE_FAILED'),
  },
  {
    name: 'takes any signature',
    clause: 'R37',
    caughtBy: 'identify/signature-of-another-string',
    fault: onError('P2CORE_CHALLENGE_FAILED', says(201, invented)),
  },
  {
    name: 'says that the challenge is not good where the signature is wrong',
    clause: 'R38',
    caughtBy: 'identify/signature-of-another-key',
    fault: confuses('P2CORE_CHALLENGE_FAILED', 'P2CORE_CHALLENGE_INVALID'),
  },
  {
    name: 'gives a void token to a foreign actor',
    clause: 'R38',
    caughtBy: 'identify/foreign',
    fault: givesVoidTokens,
  },
  {
    name: 'does not ask the home server again where it knows the ID-Cert',
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
    name: 'takes an ID-Cert that its home server has flagged since',
    clause: 'R38',
    caughtBy: 'identify/flagged-later',
    fault: trustsWhomItKnows,
  },
  {
    name: 'takes the former ID-Cert of a session again',
    clause: 'R38',
    caughtBy: 'identify/new-certificate-flags-former',
    fault: trustsWhomItKnows,
  },
  {
    name: 'says of an ID-Cert that is flagged at home that it is not trusted',
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
    name: 'answers 403 to an ID-Cert that holds no more',
    clause: 'R38',
    caughtBy: 'identify/expired',
    fault: confuses('P2CORE_INVALID_ID_CERT', 'P2CORE_ID_CERT_UNTRUSTED'),
  },
  {
    name: 'looks at the signature of a log-in before it looks at the ID-Cert',
    clause: 'R38',
    caughtBy: 'identify/malformed-id-cert',
    fault: onError('P2CORE_INVALID_ID_CERT', (answer, request, healthy) =>
      isSigned(request) ? answer : healthy.error('P2CORE_CHALLENGE_FAILED'),
    ),
  },
  {
    name: 'asks the home server before it looks at the signature',
    clause: 'R38',
    caughtBy: 'identify/signature-before-home-server',
    fault: confuses('P2CORE_CHALLENGE_FAILED', 'P2CORE_ID_CERT_INVALIDATED'),
  },
  {
    name: 'takes a log-in with an ID-Cert that another key has signed',
    clause: 'R38',
    caughtBy: 'identify/forged',
    fault: onError('P2CORE_ID_CERT_UNTRUSTED', says(201, invented)),
  },
];

/** Sessions at home and from abroad: how they begin, and how their tokens end. */
export const sessionsBegun: readonly WrongServer[] = [
  ...beginnings.map((wrong) => ({ ...wrong, fault: on('trustSession', wrong.fault) })),
  {
    name: 'tells nobody of a session that begins',
    clause: 'R29',
    caughtBy: 'trustSession/event-to-others',
    fault: hidesEvents(isNewSession),
  },
  {
    name: 'lists all ID-Certs but the newest',
    clause: 'R8',
    caughtBy: 'trustSession/is-listed',
    fault: lists((rows) => rows.slice(0, -1)),
  },
  ...logIns.map((wrong) => ({ ...wrong, fault: on('identify', wrong.fault) })),
  {
    name: 'gives the former token at a log-in',
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
    name: 'lets the former tokens of a session live on',
    clause: 'R38',
    caughtBy: 'identify/new-token-ends-former',
    fault: knowingIssued((issued, request, healthy) => {
      const former = issued.find(({ token }) => token === tokenOf(request));
      const newest = issued.findLast(({ idCert }) => idCert === former?.idCert);
      return healthy.send(newest ? withToken(request, newest.token) : request);
    }),
  },
  {
    name: 'tells nobody of a foreign session that begins',
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
    name: 'flags the ID-Cert with its token',
    clause: 'R40',
    caughtBy: 'revokeSessionToken/session-stays',
    fault: onceRevoked(lists((rows) => rows.map((row) => ({ ...row, invalidated: true })))),
  },
  {
    name: 'takes the KeyPackages away with a token',
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
    name: 'makes challenges of another domain',
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
    name: 'answers 403 where the home server of a log-in fails',
    clause: 'R38',
    caughtBy: 'identify/home-server-fails',
    fault: on('identify', confuses('P2CORE_HOME_SERVER_UNREACHABLE', 'P2CORE_ID_CERT_UNTRUSTED')),
  },
];

/** Has the fault once a token was revoked. */
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
