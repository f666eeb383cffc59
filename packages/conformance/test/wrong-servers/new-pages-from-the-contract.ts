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

/** The eleven operations of 0.3.0 again, written from the contract and the rulings alone, to see what the kit overlooks. */
export const newPagesFromTheContract: readonly WrongServer[] = [
  {
    name: 'gives a token to who registers',
    clause: 'contract',
    caughtBy: 'createIdentity/gives-no-token',
    fault: on(
      'createIdentity',
      values((identity: object) => ({ ...identity, token: 'a'.repeat(43) })),
    ),
  },
  {
    name: 'says in the message that there is no such actor',
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
    name: 'looks whose an ID-CSR is before its signature',
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
    name: 'looks whether the session ID is free before whose the ID-CSR is',
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
    name: 'tells a new session of itself',
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
    name: 'looks at the signature before the challenge',
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
    name: 'looks at the ID-Cert before the challenge',
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
    name: 'knows hexadecimal digits in small letters alone',
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
    name: 'throws the event queue away with a token',
    clause: 'R40',
    caughtBy: 'revokeSessionToken/queue-stays',
    fault: on('revokeSessionToken', () => async (request, healthy) => {
      const { method, path: target } = operations.getEvents;
      await healthy.send({ ...request, method, target });
      return healthy.send(request);
    }),
  },
  {
    name: 'says of a renewed ID-Cert that it was invalidated an hour before',
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
    name: 'does not say that a renewal has taken all KeyPackages away',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/says-that-none-remain',
    fault: hidesEvents(({ n, op }) => n === 'p2core' && op === '1'),
  },
  {
    name: 'tells a session of its own renewal',
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
    name: 'takes no key material of the size that it allows',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/largest',
    fault: on(
      'uploadKeyMaterial',
      refuses('P2CORE_CONTENT_TOO_LARGE', (request) => keyDataIn(request).length >= 10_240),
    ),
  },
  {
    name: 'wants lines of 64 characters in key material',
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
    name: 'calls a key in clear a mere bad request where its label says encrypted',
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
    name: 'deletes no key material where there is none for one of the serial numbers',
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
    name: 'looks at the first of several serial numbers in a query alone',
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
    name: 'takes the good ones of several KeyPackages',
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
    name: 'takes one KeyPackage that comes twice at once',
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
    name: 'takes the last resort for a single KeyPackage as well',
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
