import { tbsOf } from './harness/certificates.js';
import { handsOver, hidesEvents } from './harness/events.js';
import {
  answers,
  errorIn,
  errorsWith,
  on,
  onError,
  readsFilter,
  refuses,
  requests,
  sends,
  values,
  where,
} from './harness/faults.js';
import { lists, rowsAt } from './harness/listed.js';
import {
  filtersOf,
  membersOf,
  timeIn,
  tokenOf,
  valueIn,
  withFields,
  withFilters,
  withValue,
} from './harness/message.js';
import { fidOf, isFor, lookUps } from './harness/operations.js';
import { keepsRefused, subjectValue, tbsIn } from './harness/presented.js';
import { endedBy } from './harness/sessions.js';
import type { WrongServer } from './wrong-server.js';

/** Faults that were derived from the contract and the rulings, without a look at the kit's cases. */
export const fromTheContract: readonly WrongServer[] = [
  {
    name: 'sends the expiry of a challenge in milliseconds',
    clause: 'R1',
    caughtBy: 'getChallenge/expires-within-a-day',
    fault: on(
      'getChallenge',
      values((challenge: { expires: number }) => ({
        ...challenge,
        expires: challenge.expires * 1000,
      })),
    ),
  },
  {
    name: 'gives one challenge to all clients within a second',
    clause: 'contract',
    caughtBy: 'getChallenge/unique-at-once',
    fault: on('getChallenge', () => {
      const given = new Map<number, unknown>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (answer.status !== 200 || answer.content.length === 0) return answer;
        const second = Math.floor(Date.now() / 1000);
        const challenge = given.get(second) ?? valueIn(answer);
        given.set(second, challenge);
        return withValue(answer, challenge);
      };
    }),
  },
  {
    name: 'refuses a JSON null as content of a look-up',
    clause: 'R3',
    caughtBy: 'getServerIdCert/json-null',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isFor(request, ...lookUps) && String(request.content) === 'null',
    ),
  },
  {
    name: 'allows caches to store the answer to a look-up with content',
    clause: 'R3',
    caughtBy: 'getServerIdCert/content-not-kept',
    fault: where(
      (request) => isFor(request, ...lookUps) && request.content.length > 0,
      sends({ 'Cache-Control': 'public, max-age=3600' }, 200),
    ),
  },
  {
    name: 'accepts the number 2^53 as timestamp in a body',
    clause: 'R2',
    caughtBy: 'getServerIdCert/body-timestamp-invalid-2-53-as-a-number',
    fault: on(
      lookUps,
      readsFilter('timestamp', (value) => (value === 2 ** 53 ? 2 ** 53 - 1 : value)),
    ),
  },
  {
    name: 'reads the number 0 in a body as no timestamp',
    clause: 'R2',
    caughtBy: 'getServerIdCert/number-in-body',
    fault: on(
      lookUps,
      readsFilter('timestamp', (value) => (value === 0 ? undefined : value)),
    ),
  },
  {
    name: 'allows a past public key to be cached no longer than the present one',
    clause: 'R23',
    caughtBy: 'getServerPublicKey/past-kept-longer',
    fault: on('getServerPublicKey', sends({ 'Cache-Control': 'public, max-age=3600' }, 200, 304)),
  },
  {
    name: 'ignores session_id where there is a timestamp',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/session-id-and-timestamp',
    fault: on(
      'getActorIdCerts',
      where(
        (request) => timeIn(request) !== undefined,
        readsFilter('session_id', () => undefined),
      ),
    ),
  },
  {
    name: 'reads session_id as the prefix of a session ID',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/part-of-a-session-id',
    fault: lists(async (rows, request, healthy) => {
      const { session_id, timestamp } = filtersOf(request);
      if (session_id === undefined) return rows;
      const all = await rowsAt(
        timestamp === undefined ? undefined : Number(timestamp),
        withFilters(request, {}),
        healthy,
      );
      return all.filter(({ idcerts }) =>
        subjectValue(tbsOf(idcerts).subject, 'uniqueIdentifier')?.startsWith(String(session_id)),
      );
    }),
  },
  {
    name: 'compares session IDs without regard to case',
    clause: 'R11',
    caughtBy: 'getActorIdCerts/session-id-in-other-case',
    fault: on(
      'getActorIdCerts',
      readsFilter('session_id', (value) => String(value).toLowerCase()),
    ),
  },
  {
    name: 'flags an invalidated ID-Cert only without a timestamp',
    clause: 'R8',
    caughtBy: 'deleteSession/id-cert-is-invalidated',
    fault: lists((rows, request) =>
      timeIn(request) === undefined ? rows : rows.map((row) => ({ ...row, invalidated: false })),
    ),
  },
  {
    name: 'accepts a session_id of 65 characters in a body',
    clause: 'R11',
    caughtBy: 'getActorIdCerts/body-session_id-invalid-one-character-too-long',
    fault: on(
      'getActorIdCerts',
      where(
        (request) => String(membersOf(request).session_id).length === 65,
        readsFilter('session_id', (value) => String(value).slice(0, 64)),
      ),
    ),
  },
  {
    name: 'compares the local part of a Federation ID with regard to case',
    clause: 'contract',
    caughtBy: 'getActorIdCerts/upper-case-fid',
    fault: refuses('P2CORE_ACTOR_NOT_FOUND', (request) => {
      const [local = ''] = fidOf(request).split('@');
      return isFor(request, 'getActorIdCerts') && local !== local.toLowerCase();
    }),
  },
  {
    name: 'verifies the signature of a new ID-Cert before it compares actor and session',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/other-session',
    fault: onError('P2CORE_ID_CERT_MISMATCH', (_answer, _request, healthy) =>
      healthy.error('P2CORE_ID_CERT_UNTRUSTED'),
    ),
  },
  {
    name: 'accepts a new ID-Cert whose validity begins within the next hour',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/not-yet-valid',
    fault: on(
      'updateSessionIdCert',
      onError('P2CORE_INVALID_ID_CERT', (answer, request, healthy) => {
        const begin = (tbsIn(request)?.validity.notBefore.getTime().getTime() ?? 0) - Date.now();
        return begin > 0 && begin < 3_600_000 ? healthy.error('P2CORE_ID_CERT_UNTRUSTED') : answer;
      }),
    ),
  },
  {
    name: 'records a new ID-Cert before its signature is verified',
    clause: 'contract',
    caughtBy: 'updateSessionIdCert/refused-changes-nothing',
    fault: keepsRefused,
  },
  {
    name: 'refuses a PEM with leading white space',
    clause: 'contract',
    caughtBy: 'updateSessionIdCert/white-space-around',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isFor(request, 'updateSessionIdCert') && /^\s/.test(String(valueIn(request))),
    ),
  },
  {
    name: 'says in the message that a session belongs to another actor',
    clause: 'R12',
    caughtBy: 'deleteSession/of-another-actor-as-of-nobody',
    fault: on(
      'deleteSession',
      onError('P2CORE_SESSION_NOT_FOUND', (answer, request, healthy) =>
        endedBy(request, healthy)
          ? withValue(answer, { ...errorIn(answer), message: 'The session is another actor’s.' })
          : answer,
      ),
    ),
  },
  {
    name: 'gives the last resort while one ordinary KeyPackage is left',
    clause: 'contract',
    caughtBy: 'getKeyPackages/last-resort-comes-last',
    fault: on('getKeyPackages', () => {
      let count = 0;
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        const { fid, stock } = healthy.fixture.keyPackages ?? {};
        if (request.method !== 'GET' || fidOf(request) !== fid) return answer;
        count += 1;
        return count === stock ? healthy.send(request) : answer;
      };
    }),
  },
  {
    name: "gives a KeyPackage of the actor's first session only",
    clause: 'R17',
    caughtBy: 'getKeyPackages/one-per-session',
    fault: on(
      'getKeyPackages',
      values((keyPackages: string[]) => keyPackages.slice(0, 1)),
    ),
  },
  {
    name: 'numbers the events of each answer from 1 again',
    clause: 'R16',
    caughtBy: 'getEvents/once',
    fault: handsOver((events) =>
      events.map((event, index) => ({ ...event, s: String(index + 1) })),
    ),
  },
  {
    name: 'removes events from the queue before the answer is delivered',
    clause: 'R16',
    caughtBy: 'getEvents/broken-answer',
    fault: on(
      'getEvents',
      () => (request, healthy) => healthy.send(request, { evenToNobody: request.method === 'GET' }),
    ),
  },
  {
    name: 'allows caches to store the answer without events',
    clause: 'R23',
    caughtBy: 'any/header-cache-control',
    fault: on('getEvents', sends({ 'Cache-Control': undefined }, 409)),
  },
  {
    name: 'sends the event of a rotation to sessions of its own actors only',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/event-to-foreign-sessions',
    fault: hidesEvents(
      ({ n, op }, request, { fixture }) =>
        n === 'core' && op === '6' && tokenOf(request) === fixture.foreignSession?.token,
    ),
  },
  {
    name: 'reads q=0 in Accept as q=1',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-quality-zero',
    fault: requests((request) =>
      withFields(request, {
        Accept: request.headers.get('Accept')?.replace(/;\s*q=0(?:\.0*)?(?![.\d])/g, ''),
      }),
    ),
  },
  {
    name: 'compares If-None-Match by strong comparison',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match-weak',
    fault: requests((request) => {
      const strong = request.headers
        .get('If-None-Match')
        ?.split(',')
        .filter((tag) => !tag.trim().startsWith('W/'));
      return withFields(request, { 'If-None-Match': strong?.join(',') || undefined });
    }),
  },
  {
    name: 'leaves Vary out of 304',
    clause: 'R5',
    caughtBy: 'any/header-vary',
    fault: sends({ Vary: undefined }, 304),
  },
  {
    name: 'does not expose ETag to browsers',
    clause: 'R21',
    caughtBy: 'any/exposed-headers',
    fault: answers((answer) => {
      const names = answer.headers.get('Access-Control-Expose-Headers')?.split(/\s*,\s*/);
      const left = names?.filter((name) => name !== 'ETag').join(',');
      return withFields(answer, { 'Access-Control-Expose-Headers': left });
    }),
  },
  {
    name: 'sends an error as text/plain where only that is acceptable',
    clause: 'contract',
    caughtBy: 'getServerIdCert/error-is-json-for-text-plain',
    fault: where(
      ({ headers }) => headers.get('Accept') === 'text/plain',
      answers((answer) =>
        errorIn(answer) ? withFields(answer, { 'Content-Type': 'text/plain' }) : answer,
      ),
    ),
  },
  {
    name: 'names only the first fault of a request',
    clause: 'R24',
    caughtBy: 'getActorIdCerts/each-detail',
    fault: errorsWith((error) => ({ ...error, details: error.details?.slice(0, 1) })),
  },
  {
    name: 'gives a member of the body a place in the query',
    clause: 'R24',
    caughtBy: 'getServerIdCert/body-timestamp-details',
    fault: errorsWith((error) => ({
      ...error,
      details: error.details?.map((detail) => ({
        ...detail,
        path: detail.path.replace('/body/', '/query/'),
      })),
    })),
  },
  {
    name: 'refuses /events with a trailing slash',
    clause: 'R21',
    caughtBy: 'getEvents/trailing-slash',
    fault: refuses('P2CORE_NOT_FOUND', ({ target }) => /\/events\/(\?|$)/.test(target)),
  },
];
