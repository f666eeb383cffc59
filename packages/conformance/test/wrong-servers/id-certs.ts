import { on, onError, readsFilter, refuses, requests, values } from './harness/faults.js';
import { isList, lists, rowsFor, rowsOf, withRows } from './harness/listed.js';
import { filtersOf, type Request, withFilters } from './harness/message.js';
import { fidOf, isFor } from './harness/operations.js';
import { isDeletion, stranger } from './harness/sessions.js';
import type { NewFault, WrongServer } from './wrong-server.js';

interface List {
  idcerts: string[];
  invalidated: boolean[];
  invalidated_at: (number | null)[];
}

const listing = (change: (list: List) => object): NewFault => on('getActorIdCerts', values(change));

/** Accepts a session ID that the contract does not allow. */
const takes = (isTaken: (value: string) => boolean): NewFault =>
  on(
    'getActorIdCerts',
    readsFilter('session_id', (value) => (isTaken(String(value)) ? 'some' : value)),
  );

const sessionIdIn = (request: Request) => String(filtersOf(request).session_id ?? '');
const isLookUp = (request: Request) => isFor(request, 'getActorIdCerts');

/** Faults in the lists of `getActorIdCerts`. */
export const idCerts: readonly WrongServer[] = [
  {
    name: 'gives now as invalidated_at of each invalidated ID-Cert',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/invalidated-at-stays',
    fault: listing((list) => ({
      ...list,
      invalidated_at: list.invalidated.map((is) => (is ? Math.floor(Date.now() / 1000) : null)),
    })),
  },
  {
    name: 'lists the newest ID-Cert first',
    clause: 'R7',
    caughtBy: 'getActorIdCerts/oldest-first',
    fault: lists((rows) => rows.toReversed()),
  },
  {
    name: 'lists only one ID-Cert',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/each-session',
    fault: lists((rows) => rows.slice(0, 1)),
  },
  {
    name: 'leaves out ID-Certs that were invalidated',
    clause: 'R8',
    caughtBy: 'deleteSession/id-cert-is-invalidated',
    fault: lists((rows) => rows.filter(({ invalidated }) => !invalidated)),
  },
  {
    name: 'leaves out invalidated_at',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/invalidated-at',
    fault: listing(({ invalidated_at: _, ...list }) => list),
  },
  {
    name: 'gives invalidated_at for ID-Certs that were not invalidated',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/invalidated-at',
    fault: listing((list) => ({ ...list, invalidated_at: list.invalidated.map(() => 1) })),
  },
  {
    name: 'gives invalidated_at in milliseconds',
    clause: 'R8',
    caughtBy: 'deleteSession/id-cert-says-when',
    fault: listing((list) => ({
      ...list,
      invalidated_at: list.invalidated_at.map((time) => (time === null ? null : time * 1000)),
    })),
  },
  {
    name: 'ignores session_id',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/session-id-narrows',
    fault: on(
      'getActorIdCerts',
      readsFilter('session_id', () => undefined),
    ),
  },
  {
    name: 'ignores the timestamp where there is a session_id',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/session-id-and-timestamp',
    fault: on(
      'getActorIdCerts',
      requests((request) => {
        const { session_id, timestamp } = filtersOf(request);
        return session_id === undefined || timestamp === undefined
          ? request
          : withFilters(request, { session_id });
      }),
    ),
  },
  {
    name: 'lists the ID-Certs of every actor',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/of-that-actor',
    fault: lists(async (rows, request, healthy) => [
      ...rows,
      ...(await rowsFor(stranger(request, healthy), healthy)),
    ]),
  },
  {
    name: 'flags no ID-Cert as invalidated',
    clause: 'R7',
    caughtBy: 'deleteSession/id-cert-is-invalidated',
    fault: lists((rows) => rows.map((row) => ({ ...row, invalidated: false }))),
  },
  {
    name: 'flags every ID-Cert as invalidated',
    clause: 'R7',
    caughtBy: 'getActorIdCerts/live-sessions-not-invalidated',
    fault: lists((rows) => rows.map((row) => ({ ...row, invalidated: true }))),
  },
  {
    name: 'flags all ID-Certs of an actor when one session ends',
    clause: 'R13',
    caughtBy: 'deleteSession/others-live-on',
    fault: () => {
      let hasEnded = false;
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (isDeletion(request) && answer.status === 204) hasEnded = true;
        if (!hasEnded || !isLookUp(request) || !isList(answer)) return answer;
        return withRows(
          answer,
          rowsOf(answer).map((row) => ({ ...row, invalidated: true })),
        );
      };
    },
  },
  {
    name: 'lists the flags in reverse order',
    clause: 'R7',
    caughtBy: 'deleteSession/id-cert-is-invalidated',
    fault: listing((list) => ({ ...list, invalidated: list.invalidated.toReversed() })),
  },
  {
    name: 'lists one flag too few',
    clause: 'R7',
    caughtBy: 'getActorIdCerts/same-length',
    fault: listing((list) => ({ ...list, invalidated: list.invalidated.slice(1) })),
  },
  {
    name: 'lists the flags of invalidated ID-Certs only',
    clause: 'R7',
    caughtBy: 'getActorIdCerts/same-length',
    fault: listing((list) => ({ ...list, invalidated: list.invalidated.filter(Boolean) })),
  },
  {
    name: 'sends flags as 0 and 1',
    clause: 'R7',
    caughtBy: 'getActorIdCerts/happy',
    fault: listing((list) => ({ ...list, invalidated: list.invalidated.map(Number) })),
  },
  {
    name: 'lists ID-Certs as DER in Base64',
    clause: 'page',
    caughtBy: 'getActorIdCerts/happy',
    fault: listing((list) => ({
      ...list,
      idcerts: list.idcerts.map((pem) => pem.replace(/-.*-|\n/g, '')),
    })),
  },
  {
    name: 'lists all ID-Certs in one PEM',
    clause: 'page',
    caughtBy: 'getActorIdCerts/happy',
    fault: listing((list) => ({ ...list, idcerts: [list.idcerts.join('')] })),
  },
  {
    name: 'answers 404 for a time without ID-Certs',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/before-the-first',
    fault: on('getActorIdCerts', () => async (request, healthy) => {
      const answer = await healthy.send(request);
      const isEmpty = isList(answer) && rowsOf(answer).length === 0;
      return isEmpty ? healthy.error('P2CORE_ACTOR_NOT_FOUND') : answer;
    }),
  },
  {
    name: 'answers with empty lists for an unknown actor',
    clause: 'R9',
    caughtBy: 'getActorIdCerts/unknown-actor',
    fault: on(
      'getActorIdCerts',
      onError('P2CORE_ACTOR_NOT_FOUND', async (_answer, request, healthy) => {
        const { actor } = healthy.fixture;
        const known = await healthy.send(stranger(request, healthy, actor?.fid));
        return withRows(known, []);
      }),
    ),
  },
  {
    name: 'answers a foreign domain with another error than an unknown actor',
    clause: 'R9',
    caughtBy: 'getActorIdCerts/foreign-actor',
    fault: on(
      'getActorIdCerts',
      onError('P2CORE_ACTOR_NOT_FOUND', (answer, request, healthy) =>
        fidOf(request).endsWith(`@${healthy.fixture.domain}`)
          ? answer
          : healthy.error('P2CORE_BAD_REQUEST'),
      ),
    ),
  },
  {
    name: 'compares Federation IDs with regard to case',
    clause: 'page',
    caughtBy: 'getActorIdCerts/upper-case-fid',
    fault: refuses(
      'P2CORE_ACTOR_NOT_FOUND',
      (request) => isLookUp(request) && fidOf(request) !== fidOf(request).toLowerCase(),
    ),
  },
  {
    name: 'refuses a session_id of more than 32 characters',
    clause: 'R11',
    caughtBy: 'getActorIdCerts/query-session_id-valid-the-longest',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isLookUp(request) && sessionIdIn(request).length > 32,
    ),
  },
  {
    name: 'accepts a session_id of more than 64 characters',
    clause: 'R11',
    caughtBy: 'getActorIdCerts/query-session_id-invalid-one-character-too-long',
    fault: takes((value) => value.length > 64),
  },
  {
    name: 'accepts control characters in a session_id',
    clause: 'R11',
    caughtBy: 'getActorIdCerts/query-session_id-invalid-a-nul',
    fault: takes((value) => /\p{Cc}/u.test(value)),
  },
  {
    name: 'accepts an empty session_id',
    clause: 'R11',
    caughtBy: 'getActorIdCerts/query-session_id-invalid-empty',
    fault: takes((value) => value === ''),
  },
  {
    name: 'refuses a Federation ID with a plus sign',
    clause: 'page',
    caughtBy: 'getActorIdCerts/path-fid-valid-dots-and-plus-in-the-local-part',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isLookUp(request) && fidOf(request).includes('+'),
    ),
  },
  {
    name: 'refuses a domain without dots',
    clause: 'page',
    caughtBy: 'getActorIdCerts/path-fid-valid-a-domain-without-dots-is-legal',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isLookUp(request) && !/@.*\./.test(fidOf(request)),
    ),
  },
];
