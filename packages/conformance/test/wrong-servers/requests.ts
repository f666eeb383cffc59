import { on, onError, refuses, requests, where } from './harness/faults.js';
import {
  filtersOf,
  membersOf,
  queryOf,
  type Request,
  withContent,
  withFields,
  withFilters,
  withMembers,
  withoutContent,
  withQuery,
} from './harness/message.js';
import { isFor, lookUps, operationIn } from './harness/operations.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const isLookUp = (request: Request) => isFor(request, ...lookUps);
const isPresented = (request: Request) => isFor(request, 'updateSessionIdCert');
const hasContent = ({ content }: Request) => content.length > 0;
const typeOf = ({ headers }: Request) => headers.get('Content-Type') ?? undefined;
const isTyped = (request: Request, type: string) => typeOf(request)?.startsWith(type) === true;

/** The media type of content without a type. */
const defaultType = (request: Request) => operationIn(request)?.requestBody?.mediaTypes[0];

const byQueryAlone = (request: Request) =>
  withFilters(request, Object.fromEntries(new URLSearchParams(queryOf(request))));

const typed = (type: (request: Request) => string | undefined): NewFault =>
  requests((request) =>
    hasContent(request) ? withFields(request, { 'Content-Type': type(request) }) : request,
  );

/** The filters that are in both query and content. */
const twice = (request: Request) => {
  const query = new URLSearchParams(queryOf(request));
  return Object.entries(membersOf(request)).filter(([name]) => query.has(name));
};

const without = (isIgnored: (name: string, value: unknown) => boolean): NewFault =>
  on(
    lookUps,
    where(
      hasContent,
      requests((request) => {
        const members = Object.entries(membersOf(request));
        const read = members.filter(([name, value]) => !isIgnored(name, value));
        return withMembers(request, Object.fromEntries(read));
      }),
    ),
  );

/** The largest content that an operation takes; none where it takes none. */
const limitOf = (request: Request) =>
  operationIn(request)?.requestBody?.maxContentLength ?? Number.POSITIVE_INFINITY;

/** Cuts content that is too large at the limit. */
const reads = (most: (limit: number) => number): NewFault =>
  where(
    (request) => request.content.length <= most(limitOf(request)),
    requests((request) => withContent(request, request.content.subarray(0, limitOf(request)))),
  );

/** Faults in the reading of requests: query, content, media types, limits. */
export const requestsRead: readonly WrongServer[] = [
  {
    name: 'ignores the query',
    clause: 'R3',
    caughtBy: 'getServerIdCert/at-the-epoch',
    fault: requests((request) => withQuery(request, '')),
  },
  {
    name: 'accepts a query parameter that is given twice',
    clause: 'contract',
    caughtBy: 'getServerIdCert/query-timestamp-twice',
    fault: on(
      lookUps,
      requests((request) => {
        const last = Object.fromEntries(new URLSearchParams(queryOf(request)));
        return withQuery(request, new URLSearchParams(last).toString());
      }),
    ),
  },
  {
    name: 'refuses an unknown query parameter',
    clause: 'contract',
    caughtBy: 'getServerIdCert/unknown-query',
    fault: refuses('P2CORE_BAD_REQUEST', (request) =>
      [...new URLSearchParams(queryOf(request)).keys()].some(
        (name) => name !== 'timestamp' && name !== 'session_id',
      ),
    ),
  },
  {
    name: 'ignores the body of a GET',
    clause: 'R3',
    caughtBy: 'getServerIdCert/body-and-query-differ',
    fault: on(lookUps, requests(withoutContent)),
  },
  {
    name: 'prefers the body where body and query differ',
    clause: 'R3',
    caughtBy: 'getServerIdCert/body-and-query-differ',
    fault: on(
      lookUps,
      where(
        (request) => twice(request).length > 0,
        requests((request) =>
          withFilters(request, { ...filtersOf(request), ...Object.fromEntries(twice(request)) }),
        ),
      ),
    ),
  },
  {
    name: 'refuses a filter that is in both body and query',
    clause: 'R3',
    caughtBy: 'getServerIdCert/query-and-body-timestamp',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isLookUp(request) && twice(request).length > 0,
    ),
  },
  {
    name: 'refuses a number in the body with the equal string in the query',
    clause: 'R3',
    caughtBy: 'getServerIdCert/number-and-string-agree',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) =>
        isLookUp(request) && twice(request).some(([, value]) => typeof value === 'number'),
    ),
  },
  {
    name: 'ignores session_id in the query of deleteSession',
    clause: 'R3',
    caughtBy: 'deleteSession/by-query',
    fault: on(
      'deleteSession',
      requests((request) => withQuery(request, '')),
    ),
  },
  {
    name: 'ends the session named in the body where the query names another',
    clause: 'R3',
    caughtBy: 'deleteSession/query-and-body-session_id-differ',
    fault: on(
      'deleteSession',
      requests((request) => (hasContent(request) ? withQuery(request, '') : request)),
    ),
  },
  {
    name: 'accepts deleteSession without session_id',
    clause: 'R3',
    caughtBy: 'deleteSession/query-and-body-without-session_id',
    fault: refuses(
      'P2CORE_SESSION_NOT_FOUND',
      (request) =>
        isFor(request, 'deleteSession') && (filtersOf(request).session_id ?? null) === null,
    ),
  },
  {
    name: 'ignores session_id in a body',
    clause: 'R3',
    caughtBy: 'getActorIdCerts/query-or-body-session_id',
    fault: without((name) => name === 'session_id'),
  },
  {
    name: 'ignores a number in a body',
    clause: 'R2',
    caughtBy: 'getServerIdCert/number-in-body',
    fault: without((_name, value) => typeof value === 'number'),
  },
  {
    name: 'refuses an unknown member of a body',
    clause: 'contract',
    caughtBy: 'getServerIdCert/json-unknown-member',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) =>
        isLookUp(request) &&
        Object.keys(membersOf(request)).some(
          (name) => name !== 'timestamp' && name !== 'session_id',
        ),
    ),
  },
  {
    name: 'refuses content without Content-Type',
    clause: 'R4',
    caughtBy: 'deleteSession/content-without-type',
    fault: refuses(
      'P2CORE_UNSUPPORTED_MEDIA_TYPE',
      (request) => hasContent(request) && typeOf(request) === undefined,
    ),
  },
  {
    name: 'reads every content without Content-Type as JSON',
    clause: 'R4',
    caughtBy: 'updateSessionIdCert/content-without-type',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isPresented(request) && typeOf(request) === undefined && !isJson(request),
    ),
  },
  {
    name: 'accepts content of any media type',
    clause: 'R4',
    caughtBy: 'deleteSession/content-type-undeclared',
    fault: typed(defaultType),
  },
  {
    name: 'accepts content in any charset',
    clause: 'contract',
    caughtBy: 'deleteSession/charset-other',
    fault: typed((request) => typeOf(request)?.replace(/charset=[^;]+/i, 'charset=utf-8')),
  },
  {
    name: 'refuses charset=utf-8',
    clause: 'contract',
    caughtBy: 'deleteSession/charset-quoted',
    fault: refuses('P2CORE_UNSUPPORTED_MEDIA_TYPE', (request) =>
      /charset="?utf-8/i.test(typeOf(request) ?? ''),
    ),
  },
  {
    name: 'answers 400 in place of 415 to compressed content',
    clause: 'contract',
    caughtBy: 'deleteSession/content-encoding',
    fault: refuses('P2CORE_BAD_REQUEST', ({ headers }) => headers.has('Content-Encoding')),
  },
  {
    name: 'reads malformed JSON as no content',
    clause: 'contract',
    caughtBy: 'getServerIdCert/json-cut-off',
    fault: on(
      lookUps,
      where(
        (request) =>
          hasContent(request) && isTyped(request, 'application/json') && !isJson(request),
        requests(byQueryAlone),
      ),
    ),
  },
  {
    name: 'accepts octets that are not UTF-8',
    clause: 'contract',
    caughtBy: 'getActorIdCerts/json-not-utf-8',
    fault: requests((request) => withContent(request, request.content.toString())),
  },
  {
    name: 'accepts one octet more than the limit',
    clause: 'contract',
    caughtBy: 'deleteSession/content-too-large',
    fault: reads((limit) => limit + 1),
  },
  {
    name: 'refuses content of exactly the limit',
    clause: 'contract',
    caughtBy: 'deleteSession/content-of-most-octets',
    fault: refuses(
      'P2CORE_CONTENT_TOO_LARGE',
      (request) => request.content.length >= limitOf(request),
    ),
  },
  {
    name: 'accepts content of any size',
    clause: 'contract',
    caughtBy: 'deleteSession/content-too-large',
    fault: reads(() => 2 ** 30),
  },
  {
    name: 'ignores content of an operation that has none',
    clause: 'contract',
    caughtBy: 'getChallenge/unexpected-content',
    fault: on('getChallenge', requests(withoutContent)),
  },
  {
    name: 'refuses a media type with an empty parameter',
    clause: 'R4',
    caughtBy: 'deleteSession/content-type-empty-parameter',
    fault: refuses('P2CORE_UNSUPPORTED_MEDIA_TYPE', (request) =>
      /;\s*$/.test(typeOf(request) ?? ''),
    ),
  },
  {
    name: 'refuses charset=us-ascii',
    clause: 'R4',
    caughtBy: 'updateSessionIdCert/charset-us-ascii',
    fault: refuses('P2CORE_UNSUPPORTED_MEDIA_TYPE', (request) =>
      /charset="?us-ascii/i.test(typeOf(request) ?? ''),
    ),
  },
  {
    name: 'refuses a bare PEM with the media type JSON',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-bare-as-application-json',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isPresented(request) && isTyped(request, 'application/json') && !isJson(request),
    ),
  },
  {
    name: 'refuses a JSON string with the media type of a PEM',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-json-as-text-plain',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isPresented(request) && typeOf(request) === 'text/plain' && isJson(request),
    ),
  },
  {
    name: 'refuses a JSON string without a media type',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-json-without-type',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isPresented(request) && typeOf(request) === undefined && isJson(request),
    ),
  },
  {
    name: 'checks the media type of content before the token',
    clause: 'R24',
    caughtBy: 'deleteSession/order-unauthorized',
    fault: refuses('P2CORE_UNSUPPORTED_MEDIA_TYPE', (request) => isTyped(request, 'image/png')),
  },
  {
    name: 'checks the size of content before its media type',
    clause: 'R24',
    caughtBy: 'deleteSession/order-unsupported-media-type',
    fault: refuses(
      'P2CORE_CONTENT_TOO_LARGE',
      (request) => request.content.length > limitOf(request),
    ),
  },
  {
    name: 'checks Accept before the query',
    clause: 'R24',
    caughtBy: 'getServerIdCert/order-bad-request',
    fault: refuses(
      'P2CORE_NOT_ACCEPTABLE',
      (request) => isLookUp(request) && request.headers.get('Accept') === 'image/png',
    ),
  },
  {
    name: 'refuses a PEM as a JSON string',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-application-json',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isPresented(request) && isTyped(request, 'application/json'),
    ),
  },
  {
    name: 'refuses a bare PEM',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-application-x-pem-file',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isPresented(request) && !isTyped(request, 'application/json'),
    ),
  },
  {
    name: 'accepts only one media type for a bare PEM',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-text-plain',
    fault: refuses(
      'P2CORE_UNSUPPORTED_MEDIA_TYPE',
      (request) => isPresented(request) && isTyped(request, 'text/plain'),
    ),
  },
  {
    name: 'accepts any parameters and any content',
    clause: 'contract',
    caughtBy: 'getServerIdCert/query-timestamp-invalid-not-a-number',
    fault: on(
      lookUps,
      onError('P2CORE_BAD_REQUEST', (_answer, request, healthy) =>
        healthy.send(withFilters(request, {})),
      ),
    ),
  },
];

function isJson(request: Request): boolean {
  try {
    JSON.parse(request.content.toString());
    return true;
  } catch {
    return false;
  }
}
