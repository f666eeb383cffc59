import { operations } from '@p2core/types';
import { eventsIn, hidesEvents } from './harness/events.js';
import { errorIn, on, onError, refuses, requests, values } from './harness/faults.js';
import {
  completedIn,
  isCertificate,
  isOfAnotherActor,
  isSigned,
  knowingIssued,
  sessionIdIn,
} from './harness/issued.js';
import { isList, rowsOf, withRows } from './harness/listed.js';
import {
  bare,
  membersOf,
  queryOf,
  type Request,
  tokenOf,
  valueIn,
  withContent,
  withMembers,
  withQuery,
  withValue,
} from './harness/message.js';
import { isFor } from './harness/operations.js';
import type { WrongServer } from './wrong-server.js';

/**
 * Faults in the eleven operations of 0.3.0, derived from the contract and the rulings without a look at the kit's
 * cases.
 */
export const newPagesFromTheContract: readonly WrongServer[] = [
  {
    name: 'gives a token with a registration',
    clause: 'contract',
    caughtBy: 'createIdentity/gives-no-token',
    fault: on(
      'createIdentity',
      values((identity: object) => ({ ...identity, token: 'a'.repeat(43) })),
    ),
  },
  {
    name: 'says in the message that the actor does not exist',
    clause: 'R28',
    caughtBy: 'trustSession/unknown-actor-as-wrong-credentials',
    fault: on('trustSession', () => {
      const known = new Set<unknown>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        const { actor_name } = membersOf(request);
        if (answer.status === 201) known.add(actor_name);
        return errorIn(answer)?.error === 'P2CORE_INVALID_CREDENTIALS' && !known.has(actor_name)
          ? healthy.error('P2CORE_INVALID_CREDENTIALS', { message: 'there is no such actor' })
          : answer;
      };
    }),
  },
  {
    name: 'checks the subject of an ID-CSR before its signature',
    clause: 'R28',
    caughtBy: 'trustSession/profile-before-subject',
    fault: on(
      'trustSession',
      onError('P2CORE_INVALID_ID_CSR', (answer, request, healthy) =>
        isOfAnotherActor(request) ? healthy.error('P2CORE_ID_CERT_MISMATCH') : answer,
      ),
    ),
  },
  {
    name: "checks whether the session ID is free before the ID-CSR's subject",
    clause: 'R28',
    caughtBy: 'trustSession/subject-before-session-id',
    fault: on('trustSession', () => {
      const taken = new Set<unknown>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        const sessionId = sessionIdIn(request);
        if (answer.status === 201) taken.add(sessionId);
        return errorIn(answer)?.error === 'P2CORE_ID_CERT_MISMATCH' && taken.has(sessionId)
          ? healthy.error('P2CORE_SESSION_ID_TAKEN')
          : answer;
      };
    }),
  },
  {
    name: 'sends a new session the event of its own beginning',
    clause: 'R29',
    caughtBy: 'trustSession/event-to-others',
    fault: knowingIssued(async (issued, request, healthy) => {
      const answer = await healthy.send(request);
      const isNew = issued.some(
        ({ by, token }) => by === 'trustSession' && token === tokenOf(request),
      );
      if (!isFor(request, 'getEvents') || !isNew || answer.status !== 409) return answer;
      const template = await healthy.error('P2CORE_INTERNAL');
      const event = { n: 'core', op: '3', d: { session_id: 'a' }, s: '1' };
      return withValue({ ...template, status: 200 }, [event]);
    }),
  },
  {
    name: 'verifies the signature before it checks the challenge',
    clause: 'R38',
    caughtBy: 'identify/challenge-before-signature',
    fault: on(
      'identify',
      onError('P2CORE_CHALLENGE_INVALID', (answer, request, healthy) =>
        isSigned(request) ? answer : healthy.error('P2CORE_CHALLENGE_FAILED'),
      ),
    ),
  },
  {
    name: 'checks the ID-Cert before the challenge',
    clause: 'R38',
    caughtBy: 'identify/challenge-before-id-cert',
    fault: on(
      'identify',
      onError('P2CORE_CHALLENGE_INVALID', (answer, request, healthy) =>
        isCertificate(membersOf(request).id_cert)
          ? answer
          : healthy.error('P2CORE_INVALID_ID_CERT'),
      ),
    ),
  },
  {
    name: 'accepts hexadecimal digits in lower case only',
    clause: 'R37',
    caughtBy: 'identify/signature-in-hex',
    fault: on(
      'identify',
      refuses('P2CORE_CHALLENGE_FAILED', (request) => {
        const { signature } = completedIn(request);
        return /^(?:[0-9A-Fa-f]{2})+$/.test(signature) && /[A-F]/.test(signature);
      }),
    ),
  },
  {
    name: 'empties the event queue when a token is revoked',
    clause: 'R40',
    caughtBy: 'revokeSessionToken/queue-stays',
    fault: on('revokeSessionToken', () => async (request, healthy) => {
      const { method, path: target } = operations.getEvents;
      await healthy.send({ ...request, method, target });
      return healthy.send(request);
    }),
  },
  {
    name: 'gives an invalidated_at of an hour before the renewal',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/former-is-flagged',
    fault: knowingIssued(async (issued, request, healthy) => {
      const answer = await healthy.send(request);
      if (
        !issued.some(({ by }) => by === 'rotateSessionIdCert') ||
        !isFor(request, 'getActorIdCerts') ||
        !isList(answer)
      ) {
        return answer;
      }
      const rows = rowsOf(answer).map((row) =>
        typeof row.invalidated_at === 'number'
          ? { ...row, invalidated_at: row.invalidated_at - 3600 }
          : row,
      );
      return withRows(answer, rows);
    }),
  },
  {
    name: 'sends no event when a renewal deletes all KeyPackages',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/says-that-none-remain',
    fault: hidesEvents(({ n, op }) => n === 'p2core' && op === '1'),
  },
  {
    name: 'sends a session the event of its own renewal',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/no-event-to-itself',
    fault: knowingIssued(async (issued, request, healthy) => {
      const answer = await healthy.send(request);
      const isRenewed = issued.some(
        ({ by, token }) => by === 'rotateSessionIdCert' && token === tokenOf(request),
      );
      if (!isFor(request, 'getEvents') || !isRenewed || answer.status !== 200) return answer;
      const event = { n: 'core', op: '4', d: { session_id: 'a' }, s: '1' };
      return withValue(answer, [event, ...eventsIn(answer)]);
    }),
  },
  {
    name: 'refuses key material of the largest allowed size',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/largest',
    fault: on(
      'uploadKeyMaterial',
      refuses('P2CORE_CONTENT_TOO_LARGE', (request) => keyDataIn(request).length >= 10_240),
    ),
  },
  {
    name: 'refuses key material with lines over 64 characters',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/lines-of-any-length',
    fault: on(
      'uploadKeyMaterial',
      refuses('P2CORE_BAD_REQUEST', (request) =>
        keyDataIn(request)
          .split(/\r?\n/)
          .some((line) => line.length > 64),
      ),
    ),
  },
  {
    name: 'answers P2CORE_BAD_REQUEST to an unencrypted key with the label of an encrypted one',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/plaintext-key',
    fault: on(
      'uploadKeyMaterial',
      onError('P2CORE_PLAINTEXT_KEY', (answer, request, healthy) =>
        keyDataIn(request).includes('BEGIN ENCRYPTED')
          ? healthy.error('P2CORE_BAD_REQUEST')
          : answer,
      ),
    ),
  },
  {
    name: 'deletes nothing where one of the serial numbers has no key material',
    clause: 'R32',
    caughtBy: 'deleteKeyMaterial/some-of-nothing',
    fault: on('deleteKeyMaterial', () => async (request, healthy) => {
      const asked = { ...request, method: 'GET' };
      const found = await healthy.send(
        Array.isArray(valueIn(request))
          ? withMembers(asked, { serial_numbers: valueIn(request) })
          : asked,
      );
      return found.status === 404 ? bare(found, 204) : healthy.send(request);
    }),
  },
  {
    name: 'reads only the first of several serial numbers in a query',
    clause: 'R3',
    caughtBy: 'getKeyMaterial/names-what-is-missing',
    fault: on(
      'getKeyMaterial',
      requests((request) => {
        const [first, ...others] = new URLSearchParams(queryOf(request));
        return first && others.length > 0
          ? withQuery(request, String(new URLSearchParams([first])))
          : request;
      }),
    ),
  },
  {
    name: 'stores the new KeyPackages of an array with a known one',
    clause: 'R34',
    caughtBy: 'addKeyPackages/known',
    fault: on('addKeyPackages', () => async (request, healthy) => {
      const answer = await healthy.send(request);
      const list = valueIn(request);
      if (answer.status < 400 || !Array.isArray(list) || list.length < 2) return answer;
      for (const one of list) await healthy.send(withContent(request, JSON.stringify([one])));
      return answer;
    }),
  },
  {
    name: 'stores a KeyPackage once that an array holds twice',
    clause: 'R34',
    caughtBy: 'addKeyPackages/twice-at-once',
    fault: on(
      'addKeyPackages',
      requests((request) => {
        const list = valueIn(request);
        return Array.isArray(list)
          ? withContent(request, JSON.stringify([...new Set(list)]))
          : request;
      }),
    ),
  },
  {
    name: 'accepts the last resort as an ordinary KeyPackage',
    clause: 'R34',
    caughtBy: 'addKeyPackages/known-as-last-resort',
    fault: () => {
      const lastResorts = new Set<unknown>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (isFor(request, 'replaceLastResortKeyPackage') && answer.status === 204) {
          lastResorts.add(valueIn(request));
        }
        const list = isFor(request, 'addKeyPackages') ? valueIn(request) : [];
        return errorIn(answer)?.error === 'P2CORE_KEY_PACKAGE_KNOWN' &&
          Array.isArray(list) &&
          list.every((one) => lastResorts.has(one))
          ? bare(answer, 201)
          : answer;
      };
    },
  },
];

function keyDataIn(request: Request): string {
  return String(membersOf(request).key_data ?? '');
}
