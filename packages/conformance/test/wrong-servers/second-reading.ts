import { operations } from '@p2core/types';
import { signCertificate } from '../../src/certificates/forge.js';
import { solutionField } from '../../src/contract/operation.js';
import { digestLength } from '../../src/enrolment/challenge.js';
import { serialOf } from '../../src/steps/key-material.js';
import { newKeyPair, tbsOf, withAttribute } from './harness/certificates.js';
import { handsOverEach } from './harness/events.js';
import {
  confuses,
  errorIn,
  on,
  onError,
  refuses,
  requests,
  says,
  values,
  where,
} from './harness/faults.js';
import { completedIn, keyIn, knowingIssued } from './harness/issued.js';
import {
  membersOf,
  tokenOf,
  valueIn,
  withMembers,
  withToken,
  withValue,
} from './harness/message.js';
import { isFor } from './harness/operations.js';
import { subjectValue } from './harness/presented.js';
import { stranger } from './harness/sessions.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const invented = { token: 'a'.repeat(43) };
const letsIn = says(201, invented);
const asks = { P2CORE_SECOND_FACTOR: 'password' };
const issued = {
  id_cert: `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n-----END CERTIFICATE-----\n`,
  ...invented,
};

/** Sends the event of a new session to every actor. */
const tellsEverybody: NewFault = () => {
  let idCert: unknown;
  return async (request, healthy) => {
    const answer = await healthy.send(request);
    if (isFor(request, 'trustSession') && answer.status === 201) {
      idCert = Object(valueIn(answer)).id_cert;
    }
    if (!isFor(request, 'getEvents') || answer.status !== 409 || idCert === undefined)
      return answer;
    const template = await healthy.error('P2CORE_INTERNAL');
    const event = { n: 'core', op: '3', d: { cert: idCert }, s: '2' };
    return withValue({ ...template, status: 200 }, [event]);
  };
};

/** Accepts a challenge with the end of one of its own. */
const looksAtTheEnd: NewFault = () => {
  const ends = new Set<string>();
  return async (request, healthy) => {
    const answer = await healthy.send(request);
    if (isFor(request, 'getChallenge') && answer.status === 200) {
      ends.add(Object(valueIn(answer)).challenge.slice(digestLength));
    }
    return isFor(request, 'identify') &&
      errorIn(answer)?.error === 'P2CORE_CHALLENGE_INVALID' &&
      ends.has(completedIn(request).challenge.slice(digestLength))
      ? letsIn(answer, request, healthy)
      : answer;
  };
};

/** Compares ID-CSRs by their text. */
const knowsByText: NewFault = () => {
  const texts = new Map<unknown, unknown>();
  return async (request, healthy) => {
    const answer = await healthy.send(request);
    const { csr } = membersOf(request);
    const first = texts.get(keyIn(request)) ?? csr;
    texts.set(keyIn(request), first);
    return csr !== first && answer.status === 201
      ? withValue(answer, { ...Object(valueIn(answer)), ...invented })
      : answer;
  };
};

/** After a log-in, accepts the first token of a session too. */
const keepsFirstToken = knowingIssued((issued, request, healthy) => {
  const own = issued.find(({ token }) => token === tokenOf(request));
  const newest = issued.at(-1);
  return healthy.send(
    own?.by === 'trustSession' && newest?.by === 'identify'
      ? withToken(request, newest.token)
      : request,
  );
});

/** Recognises a former token of an ended session. */
const outlivesItsSession = knowingIssued(async (issued, request, healthy) => {
  const answer = await healthy.send(request);
  const own = issued.find(({ token }) => token === tokenOf(request));
  return own?.by === 'trustSession' && answer.status === 401
    ? healthy.error('P2CORE_SESSION_NOT_FOUND')
    : answer;
});

/** Deletes for any asker, with the token of the certificate's own session. */
const deletesForAnybody = knowingIssued((issued, request, healthy) => {
  const serials = String(valueIn(request));
  const owner = issued.find(({ idCert }) => serials.includes(serialOf(idCert)));
  return healthy.send(
    isFor(request, 'deleteKeyMaterial') && owner ? withToken(request, owner.token) : request,
  );
});

/** Removes the member of `auth_payload` that makes it too large. */
const readsSmallPayloads = requests((request) => {
  const members = membersOf(request);
  const auth_payload = { ...Object(members.auth_payload), more: undefined };
  return 'auth_payload' in members ? withMembers(request, { ...members, auth_payload }) : request;
});

/** More faults against R25 to R41, one for each clause. */
export const secondReading: readonly WrongServer[] = [
  {
    name: 'gives challenges that are valid for an hour',
    clause: 'R36',
    caughtBy: 'getChallenge/expires-within-ten-minutes',
    fault: on(
      'getChallenge',
      values((one: { expires: number }) => ({ ...one, expires: one.expires + 3600 })),
    ),
  },
  {
    name: 'accepts a challenge with the digest of another domain',
    clause: 'R36',
    caughtBy: 'identify/altered-challenge',
    fault: looksAtTheEnd,
  },
  {
    name: 'accepts the log-in of an actor that her home server does not know',
    clause: 'R38',
    caughtBy: 'identify/actor-unknown-at-home',
    fault: on('identify', () => async (request, healthy) => {
      const answer = await healthy.send(request);
      return answer.status === 403 ? letsIn(answer, request, healthy) : answer;
    }),
  },
  {
    name: "accepts its own actor's log-in with the ID-Cert from before a renewal",
    clause: 'R38',
    caughtBy: 'identify/former-certificate-at-home',
    fault: on('identify', onError('P2CORE_ID_CERT_INVALIDATED', letsIn)),
  },
  {
    name: "accepts a foreign session's log-in with a replaced ID-Cert",
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/replaces-the-former',
    fault: on('identify', onError('P2CORE_ID_CERT_INVALIDATED', letsIn)),
  },
  {
    name: 'answers P2CORE_ID_CERT_UNTRUSTED to the ID-Cert of an ended session',
    clause: 'R38',
    caughtBy: 'identify/ended-session-at-home',
    fault: on('identify', confuses('P2CORE_ID_CERT_INVALIDATED', 'P2CORE_ID_CERT_UNTRUSTED')),
  },
  {
    name: 'keeps the former token valid when a renewed session logs in',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/log-in-ends-both',
    fault: keepsFirstToken,
  },
  {
    name: 'keeps the former token when a renewed session ends',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/end-of-session-ends-both',
    fault: outlivesItsSession,
  },
  {
    name: 'compares repeated ID-CSRs by their text, not by DER',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/same-request-in-other-lines',
    fault: on('rotateSessionIdCert', knowsByText),
  },
  {
    name: 'refuses an actor_name in upper case',
    clause: 'R26',
    caughtBy: 'trustSession/name-in-capitals',
    fault: on(
      'trustSession',
      refuses('P2CORE_INVALID_CREDENTIALS', (request) =>
        /[A-Z]/.test(String(membersOf(request).actor_name)),
      ),
    ),
  },
  {
    name: 'issues the whole Federation ID as CN',
    clause: 'R29',
    caughtBy: 'trustSession/subject-as-issued',
    fault: on(
      'trustSession',
      values((session: { id_cert: string }) => {
        const tbs = tbsOf(session.id_cert);
        const fid = subjectValue(tbs.subject, 'UID') ?? '';
        tbs.subject = withAttribute(tbs.subject, 'CN', () => fid);
        return { ...session, id_cert: signCertificate(tbs, newKeyPair().privateKey) };
      }),
    ),
  },
  {
    name: 'sends a wrong invalidSince in the event of a renewal',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/event-says-since-when',
    fault: handsOverEach((event) =>
      event.n === 'core' && event.op === '4'
        ? { ...event, d: { ...Object(event.d), invalidSince: 1 } }
        : event,
    ),
  },
  {
    name: 'accepts the ID-Cert of a log-in in only one form of PEM',
    clause: 'R20',
    caughtBy: 'identify/lines-of-any-length',
    fault: on(
      'identify',
      refuses('P2CORE_INVALID_ID_CERT', (request) =>
        String(membersOf(request).id_cert).includes('\r'),
      ),
    ),
  },
  {
    name: 'lists ID-Certs of foreign actors who have logged in',
    clause: 'R9',
    caughtBy: 'identify/foreigner-is-not-at-home',
    fault: on('getActorIdCerts', () => async (request, healthy) => {
      const { actor } = healthy.fixture;
      const answer = await healthy.send(request);
      return errorIn(answer)?.error === 'P2CORE_ACTOR_NOT_FOUND'
        ? healthy.send(stranger(request, healthy, actor?.fid))
        : answer;
    }),
  },
  {
    name: 'accepts the log-in of an ended foreign session',
    clause: 'R13',
    caughtBy: 'identify/ended-foreign-session',
    fault: on('identify', onError('P2CORE_ID_CERT_INVALIDATED', letsIn)),
  },
  {
    name: 'compares keys within an actor only',
    clause: 'R28',
    caughtBy: 'trustSession/key-of-another-actor',
    fault: on('trustSession', onError('P2CORE_INVALID_ID_CSR', says(201, issued))),
  },
  {
    name: 'accepts the key of an ended session',
    clause: 'R28',
    caughtBy: 'trustSession/key-of-an-ended-session',
    fault: on('trustSession', onError('P2CORE_INVALID_ID_CSR', says(201, issued))),
  },
  {
    name: 'sends the event of a new session to every actor',
    clause: 'R29',
    caughtBy: 'trustSession/event-to-nobody-else',
    fault: tellsEverybody,
  },
  {
    name: 'recognises an unencrypted key by only one label',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/plaintext-key-of-any-label',
    fault: on(
      'uploadKeyMaterial',
      where(
        (request) => /BEGIN (?:RSA|EC) /.test(String(membersOf(request).key_data)),
        confuses('P2CORE_PLAINTEXT_KEY', 'P2CORE_BAD_REQUEST'),
      ),
    ),
  },
  {
    name: 'reads the first key of several',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/more-than-one-key',
    fault: on('uploadKeyMaterial', onError('P2CORE_BAD_REQUEST', says(201))),
  },
  {
    name: 'accepts an auth_payload of any size in trustSession',
    clause: 'R27',
    caughtBy: 'trustSession/payload-too-large',
    fault: on('trustSession', readsSmallPayloads),
  },
  {
    name: 'accepts an auth_payload of any size in identify',
    clause: 'R27',
    caughtBy: 'identify/payload-too-large',
    fault: on('identify', readsSmallPayloads),
  },
  {
    name: "accepts key material for another actor's serial number",
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/serial-of-another-actor',
    fault: on('uploadKeyMaterial', onError('P2CORE_ID_CERT_NOT_FOUND', says(201))),
  },
  {
    name: 'lets any actor delete key material',
    clause: 'R32',
    caughtBy: 'deleteKeyMaterial/of-another-actor',
    fault: deletesForAnybody,
  },
  {
    name: 'renews a session without checking the second factor',
    clause: 'R41',
    caughtBy: 'rotateSessionIdCert/second-factor',
    settings: asks,
    fault: on(
      'rotateSessionIdCert',
      onError('P2CORE_SECOND_FACTOR_REQUIRED', says(201, { id_cert: 'a', ...invented })),
    ),
  },
  {
    name: 'answers 401 where the second factor is missing',
    clause: 'R41',
    caughtBy: 'deleteSession/second-factor',
    settings: asks,
    fault: on('deleteSession', confuses('P2CORE_SECOND_FACTOR_REQUIRED', 'P2CORE_UNAUTHORIZED')),
  },
  {
    name: 'answers 404 for an unknown session before it checks the second factor',
    clause: 'R24',
    caughtBy: 'deleteSession/second-factor-before-the-session',
    settings: asks,
    fault: on(
      'deleteSession',
      confuses('P2CORE_SECOND_FACTOR_REQUIRED', 'P2CORE_SESSION_NOT_FOUND'),
    ),
  },
  {
    name: 'compares the second factor without percent-decoding it',
    clause: 'R41',
    caughtBy: 'deleteKeyMaterial/second-factor',
    settings: asks,
    fault: on(
      'deleteKeyMaterial',
      refuses(
        'P2CORE_SECOND_FACTOR_REQUIRED',
        ({ headers }) => headers.get(solutionField)?.includes('%') === true,
      ),
    ),
  },
  {
    name: 'asks a foreign actor for a second factor',
    clause: 'R41',
    caughtBy: 'deleteSession/second-factor-at-home-alone',
    settings: asks,
    fault: on(
      'deleteSession',
      refuses('P2CORE_SECOND_FACTOR_REQUIRED', ({ headers }) => !headers.has(solutionField)),
    ),
  },
];

const presentations: readonly WrongServer[] = [
  {
    name: 'accepts an ID-Cert that was invalidated',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/invalidated-before',
    fault: onError('P2CORE_INVALID_ID_CERT', says(201)),
  },
  {
    name: "asks the home server about the session's current ID-Cert",
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/same-again-asks-nobody',
    fault: () => async (request, healthy) => {
      const answer = await healthy.send(request);
      const { host, port } = healthy.fixture.homeServer ?? {};
      const url = `http://${host}:${port}${operations.getServerIdCert.path}`;
      if (answer.status === 201) await fetch(url);
      return answer;
    },
  },
  {
    name: 'answers 502 for a home server after one of its ID-Certs was untrusted',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/untrusted-harms-nobody-else',
    fault: () => {
      let hasRefused = false;
      return async (request, healthy) => {
        if (hasRefused) return healthy.error('P2CORE_HOME_SERVER_UNREACHABLE');
        const answer = await healthy.send(request);
        hasRefused = errorIn(answer)?.error === 'P2CORE_ID_CERT_UNTRUSTED';
        return answer;
      };
    },
  },
];

/** Faults in `updateSessionIdCert`. */
export const presented: readonly WrongServer[] = presentations.map((wrong) => ({
  ...wrong,
  fault: on('updateSessionIdCert', wrong.fault),
}));

/** Comes last: for a while after it, a server may not ask the kit's home server again. */
export const homeServerFails: readonly WrongServer[] = [
  {
    name: 'reads an answer of any size from a home server',
    clause: 'R38',
    caughtBy: 'identify/home-server-answers-too-much',
    fault: on('identify', onError('P2CORE_HOME_SERVER_UNREACHABLE', letsIn)),
  },
];
