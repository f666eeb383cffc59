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

/** What stands in both query and content. */
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

/** Cuts content that is too large off at the limit, and reads that. */
const reads = (most: (limit: number) => number): NewFault =>
  where(
    (request) => request.content.length <= most(limitOf(request)),
    requests((request) => withContent(request, request.content.subarray(0, limitOf(request)))),
  );

/** How requests are read: query, content, media types, limits. */
export const requestsRead: readonly WrongServer[] = [
  {
    name: 'ignores the query',
    clause: 'R3',
    caughtBy: 'getServerIdCert/at-the-epoch',
    fault: requests((request) => withQuery(request, '')),
  },
  {
    name: 'takes a query parameter that is given twice',
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
    name: 'refuses a query parameter that it does not know',
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
    name: 'refuses what stands in both body and query',
    clause: 'R3',
    caughtBy: 'getServerIdCert/query-and-body-timestamp',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isLookUp(request) && twice(request).length > 0,
    ),
  },
  {
    name: 'takes a number in the body for another time than the same digits in the query',
    clause: 'R3',
    caughtBy: 'getServerIdCert/number-and-string-agree',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) =>
        isLookUp(request) && twice(request).some(([, value]) => typeof value === 'number'),
    ),
  },
  {
    name: 'does not read the session to end in the query',
    clause: 'R3',
    caughtBy: 'deleteSession/by-query',
    fault: on(
      'deleteSession',
      requests((request) => withQuery(request, '')),
    ),
  },
  {
    name: 'ends the session of the body where the query names another one',
    clause: 'R3',
    caughtBy: 'deleteSession/query-and-body-session_id-differ',
    fault: on(
      'deleteSession',
      requests((request) => (hasContent(request) ? withQuery(request, '') : request)),
    ),
  },
  {
    name: 'does not demand that a session is named',
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
    name: 'refuses a member of a body that it does not know',
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
    name: 'takes content of any media type',
    clause: 'R4',
    caughtBy: 'deleteSession/content-type-undeclared',
    fault: typed(defaultType),
  },
  {
    name: 'takes content in any charset',
    clause: 'contract',
    caughtBy: 'deleteSession/charset-other',
    fault: typed((request) => typeOf(request)?.replace(/charset=[^;]+/i, 'charset=utf-8')),
  },
  {
    name: 'refuses a charset that is UTF-8',
    clause: 'contract',
    caughtBy: 'deleteSession/charset-quoted',
    fault: refuses('P2CORE_UNSUPPORTED_MEDIA_TYPE', (request) =>
      /charset="?utf-8/i.test(typeOf(request) ?? ''),
    ),
  },
  {
    name: 'does not say that it takes no compressed content',
    clause: 'contract',
    caughtBy: 'deleteSession/content-encoding',
    fault: refuses('P2CORE_BAD_REQUEST', ({ headers }) => headers.has('Content-Encoding')),
  },
  {
    name: 'reads JSON that is none as no content',
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
    name: 'reads octets that are no UTF-8',
    clause: 'contract',
    caughtBy: 'getActorIdCerts/json-not-utf-8',
    fault: requests((request) => withContent(request, request.content.toString())),
  },
  {
    name: 'takes one octet more than the limit',
    clause: 'contract',
    caughtBy: 'deleteSession/content-too-large',
    fault: reads((limit) => limit + 1),
  },
  {
    name: 'takes one octet less than the limit',
    clause: 'contract',
    caughtBy: 'deleteSession/content-of-most-octets',
    fault: refuses(
      'P2CORE_CONTENT_TOO_LARGE',
      (request) => request.content.length >= limitOf(request),
    ),
  },
  {
    name: 'knows no limit of content',
    clause: 'contract',
    caughtBy: 'deleteSession/content-too-large',
    fault: reads(() => 2 ** 30),
  },
  {
    name: 'ignores content that an operation does not take',
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
    name: 'takes US-ASCII for another charset than UTF-8',
    clause: 'R4',
    caughtBy: 'updateSessionIdCert/charset-us-ascii',
    fault: refuses('P2CORE_UNSUPPORTED_MEDIA_TYPE', (request) =>
      /charset="?us-ascii/i.test(typeOf(request) ?? ''),
    ),
  },
  {
    name: 'takes a bare PEM for JSON where it is named JSON',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-bare-as-application-json',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isPresented(request) && isTyped(request, 'application/json') && !isJson(request),
    ),
  },
  {
    name: 'takes a JSON string for a PEM where it is not named JSON',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-json-as-text-plain',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isPresented(request) && typeOf(request) === 'text/plain' && isJson(request),
    ),
  },
  {
    name: 'takes a JSON string for a PEM where no type is named',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-json-without-type',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isPresented(request) && typeOf(request) === undefined && isJson(request),
    ),
  },
  {
    name: 'judges the type of content before it asks for a token',
    clause: 'R24',
    caughtBy: 'deleteSession/order-unauthorized',
    fault: refuses('P2CORE_UNSUPPORTED_MEDIA_TYPE', (request) => isTyped(request, 'image/png')),
  },
  {
    name: 'judges the size of content before its type',
    clause: 'R24',
    caughtBy: 'deleteSession/order-unsupported-media-type',
    fault: refuses(
      'P2CORE_CONTENT_TOO_LARGE',
      (request) => request.content.length > limitOf(request),
    ),
  },
  {
    name: 'judges what is accepted before the query',
    clause: 'R24',
    caughtBy: 'getServerIdCert/order-bad-request',
    fault: refuses(
      'P2CORE_NOT_ACCEPTABLE',
      (request) => isLookUp(request) && request.headers.get('Accept') === 'image/png',
    ),
  },
  {
    name: 'does not know the JSON form of a PEM',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-application-json',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isPresented(request) && isTyped(request, 'application/json'),
    ),
  },
  {
    name: 'does not know the bare form of a PEM',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-application-x-pem-file',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isPresented(request) && !isTyped(request, 'application/json'),
    ),
  },
  {
    name: 'knows one name only for a bare PEM',
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/content-text-plain',
    fault: refuses(
      'P2CORE_UNSUPPORTED_MEDIA_TYPE',
      (request) => isPresented(request) && isTyped(request, 'text/plain'),
    ),
  },
  {
    name: 'takes whatever parameters and content come',
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
