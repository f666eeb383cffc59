import { answers, on, refuses, requests, where } from './harness/faults.js';
import {
  bare,
  filtersOf,
  pathOf,
  queryOf,
  type Request,
  tokenOf,
  withFields,
  withFilters,
  withQuery,
} from './harness/message.js';
import { fidOf, isFor, lookUps } from './harness/operations.js';
import { sessionsOf } from './harness/sessions.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const hasContent = ({ content }: Request) => content.length > 0;
const contentOf = ({ content }: Request) => content.toString().trim();

/** As `LIKE` of SQL reads a value. */
function isLike(pattern: string, value: string): boolean {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${source.replaceAll('%', '.*').replaceAll('_', '.')}$`).test(value);
}

/** Changes the names in a query, which it has not decoded. */
const renames = (rename: (name: string) => string): NewFault =>
  on(
    lookUps,
    requests((request) => {
      const pairs = queryOf(request).slice(1).split('&').filter(Boolean);
      const renamed = pairs.map((pair) => pair.replace(/^[^=]+/, rename));
      return withQuery(request, renamed.join('&'));
    }),
  );

/** Ignores the query of look-ups with such content. */
const prefers = (isSuch: (request: Request) => boolean): NewFault =>
  on(
    lookUps,
    where(
      isSuch,
      requests((request) => withQuery(request, '')),
    ),
  );

/** Faults in how names and values are compared, and in where they are looked for. */
export const namesAndPlaces: readonly WrongServer[] = [
  {
    name: 'compares session IDs as patterns of SQL',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/session-id-is-no-pattern',
    fault: on(
      'getActorIdCerts',
      requests((request, { fixture }) => {
        const filters = filtersOf(request);
        const pattern = String(filters.session_id ?? '');
        const known = sessionsOf(fixture).find(({ id }) => isLike(pattern, id));
        return known ? withFilters(request, { ...filters, session_id: known.id }) : request;
      }),
    ),
  },
  {
    name: 'compares Federation IDs as patterns of SQL',
    clause: 'R9',
    caughtBy: 'getActorIdCerts/fid-is-no-pattern',
    fault: on(
      'getActorIdCerts',
      requests((request, { fixture }) => {
        const fid = fidOf(request);
        const known = sessionsOf(fixture).find((one) => isLike(fid, one.fid));
        const path = pathOf(request.target).replace(/[^/]+$/, known?.fid ?? fid);
        return known ? { ...request, target: `${path}${queryOf(request)}` } : request;
      }),
    ),
  },
  {
    name: 'ends a session whose ID differs in case',
    clause: 'R11',
    caughtBy: 'deleteSession/session-id-in-other-case',
    fault: on(
      'deleteSession',
      requests((request, { fixture }) => {
        const asked = String(filtersOf(request).session_id ?? '').toLowerCase();
        const known = sessionsOf(fixture).find(({ id }) => id.toLowerCase() === asked);
        return known ? withFilters(request, { session_id: known.id }) : request;
      }),
    ),
  },
  {
    name: 'ignores the query where there is an object',
    clause: 'R3',
    caughtBy: 'getActorIdCerts/a-filter-in-each-place',
    fault: prefers((request) => contentOf(request).startsWith('{')),
  },
  {
    name: 'ignores the query where the content is an empty object',
    clause: 'R3',
    caughtBy: 'getActorIdCerts/a-filter-in-each-place',
    fault: prefers((request) => contentOf(request) === '{}'),
  },
  {
    name: 'ignores the query where the content is null',
    clause: 'R3',
    caughtBy: 'getActorIdCerts/a-filter-in-each-place',
    fault: prefers((request) => contentOf(request) === 'null'),
  },
  {
    name: 'allows caches to store the answer to a HEAD with content',
    clause: 'R3',
    caughtBy: 'getServerIdCert/content-not-kept',
    fault: where(
      (request) => request.method === 'HEAD' && hasContent(request),
      answers((answer) => withFields(answer, { 'Cache-Control': 'public, max-age=3600' })),
    ),
  },
  {
    name: 'reads the names of parameters in any case',
    clause: 'contract',
    caughtBy: 'getServerIdCert/names-in-the-query',
    fault: renames((name) => name.toLowerCase()),
  },
  {
    name: 'does not decode the names of parameters',
    clause: 'contract',
    caughtBy: 'getServerIdCert/names-in-the-query',
    fault: renames((name) => name.replaceAll('%', '%25')),
  },
  {
    name: 'ignores a trailing slash only where no query follows',
    clause: 'R21',
    caughtBy: 'getServerIdCert/trailing-slash-before-query',
    fault: refuses(
      'P2CORE_NOT_FOUND',
      (request) => pathOf(request.target).endsWith('/') && queryOf(request) !== '',
    ),
  },
  {
    name: 'checks the content of a rotation before the role',
    clause: 'R24',
    caughtBy: 'rotateServerIdentityKey/role-before-content',
    fault: refuses(
      'P2CORE_UNSUPPORTED_MEDIA_TYPE',
      (request) => isFor(request, 'rotateServerIdentityKey') && hasContent(request),
    ),
  },
  {
    name: 'accepts a revoked token for events',
    clause: 'R40',
    caughtBy: 'revokeSessionToken/happy',
    fault: () => {
      const revoked = new Set<string | undefined>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        const token = tokenOf(request);
        if (isFor(request, 'revokeSessionToken')) revoked.add(token);
        return isFor(request, 'getEvents') && revoked.has(token) ? bare(answer, 409) : answer;
      };
    },
  },
];
