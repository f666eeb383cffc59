import { isUtf8 } from 'node:buffer';
import { errorCodes, findOperation, type Operation, pages } from '@p2core/types';
import type { SeenRequest, Verdict } from './verdict.js';

/** A known way in which express-openapi-validator 5.6.2 departs from the contract. */
interface KnownFault {
  /** The fault, as a sentence without its subject. */
  readonly name: string;
}

/** A fault that depends on how a request is written. */
interface AvoidableFault extends KnownFault {
  /** Rewrites the request to avoid the fault; `undefined` where the fault does not concern it. */
  avoid(request: SeenRequest): SeenRequest | undefined;
}

/** A fault that no rewriting of a request avoids. */
interface UnavoidableFault extends KnownFault {
  /** Whether it explains the difference of two verdicts. */
  explains(request: SeenRequest, ours: Verdict, theirs: Verdict): boolean;
}

const badRequest = errorCodes.P2CORE_BAD_REQUEST.status;
const unsupported = errorCodes.P2CORE_UNSUPPORTED_MEDIA_TYPE.status;
const notOffered = errorCodes.P2CORE_ROUTE_NOT_OFFERED.status;
const tooLarge = errorCodes.P2CORE_CONTENT_TOO_LARGE.status;
const notAllowed = errorCodes.P2CORE_METHOD_NOT_ALLOWED.status;
const answerToOptions = 204;

const json = 'application/json';

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** The operation that a request is for. */
function operationOf({ method, target }: SeenRequest): Operation | undefined {
  return findOperation(method, target.split('?', 1)[0] ?? '');
}

function mayBeLeftOut(request: SeenRequest): boolean {
  const operation = operationOf(request);
  return operation !== undefined && (operation.optional || !pages[operation.page].required);
}

const hasContent = ({ content }: SeenRequest) => content.length > 0;
const typeOf = ({ headers }: SeenRequest) => headers['content-type'];
const declaredTypes = (request: SeenRequest) => operationOf(request)?.requestBody?.mediaTypes ?? [];

function withType(request: SeenRequest, type: string | undefined): SeenRequest {
  return { ...request, headers: { ...request.headers, 'content-type': type } };
}

const token = "[\\w!#$%&'*+.^`|~-]+";
const quoted = '"(?:[^"\\\\]|\\\\.)*"';

/** A parameter, or a semicolon without one; quoted strings may hold semicolons (RFC 9110 section 5.6.6). */
const parameter = new RegExp(`;\\s*(?:(${token})\\s*=\\s*(${token}|${quoted}))?`, 'g');

/** The media type that a Content-Type names, if the operation takes it, in UTF-8 or without a word on that. */
function declaredType(request: SeenRequest): string | undefined {
  const field = String(typeOf(request)).toLowerCase();
  const name = field.split(';', 1)[0]?.trim();
  const charsets = [...field.matchAll(parameter)]
    .filter(([, attribute]) => attribute === 'charset')
    .map(([, , value = '']) => value.replace(/^"|"$|\\(?=.)/g, ''));
  const isUtf8 = charsets.every((charset) => ['utf-8', 'us-ascii'].includes(charset));
  return isUtf8 ? declaredTypes(request).find((type) => type === name) : undefined;
}

/** RFC 9110 section 8.3.1. */
const mediaType = new RegExp(
  `^${token}/${token}\\s*(?:;\\s*(?:${token}=(?:${token}|${quoted})\\s*)?)*$`,
);

/** Whether content is compressed, or has been on its way. */
function isEncoded({ headers }: SeenRequest): boolean {
  const codings = `${headers['content-encoding'] ?? ''},${headers['transfer-encoding'] ?? ''}`;
  return codings
    .split(',')
    .some((coding) => !['', 'identity', 'chunked'].includes(coding.trim().toLowerCase()));
}

/** Whether a parameter that must come in the query or in the body is in neither, or differs between the two (R3). */
function breaksTwins(request: SeenRequest): boolean {
  const query = new URLSearchParams(request.target.split('?')[1]);
  const { queryOrBody = [], queryParameters = [] } = operationOf(request) ?? {};
  const members = membersOf(request.content, queryOrBody[0]);
  return (
    queryOrBody.some((name) => !query.has(name) && members[name] === undefined) ||
    queryParameters.some(
      (name) =>
        query.has(name) &&
        members[name] !== undefined &&
        asSet(query.getAll(name)) !== asSet([members[name]].flat()),
    )
  );
}

/** The different values, in one order. */
function asSet(values: readonly unknown[]): string {
  return [...new Set(values.map(String))].sort().join();
}

/** RFC 9110 section 7.2: a host (RFC 3986 section 3.2.2), which may be empty, and an optional port. */
function isHost(text: string): boolean {
  return /^(?:\[[\da-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?$/i.test(text);
}

/** Whether a target has a `%` without two hexadecimal digits, or escaped octets that are not UTF-8 (R21). */
function hasMalformedEscape({ target }: SeenRequest): boolean {
  try {
    decodeURIComponent(target);
    return false;
  } catch {
    return true;
  }
}

/** The same target, with each reserved character in the values of its query escaped. */
function escapeQuery(target: string): string {
  const start = target.indexOf('?') + 1;
  if (start === 0) return target;
  const escaped = target
    .slice(start)
    .replace(/(?<=(?:^|&)[^&=]*=)[^&]*/g, (value) =>
      value.replaceAll('+', '%20').replace(/[^%&\w.~-]/g, encodeReserved),
    );
  return target.slice(0, start) + escaped;
}

/** Also what `encodeURIComponent` leaves as it is. */
function encodeReserved(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The members of an object. A bare array is the parameter that it stands for (R32). */
function membersOf(content: Buffer, listed = ''): Record<string, unknown> {
  try {
    const value = JSON.parse(content.toString());
    return Array.isArray(value) ? { [listed]: value } : { ...value };
  } catch {
    return {};
  }
}

/** The faults that another way of writing a request avoids. A request that has several is written anew in this order. */
export const avoidableFaults: readonly AvoidableFault[] = [
  {
    name: 'answers 405 to HEAD (R21)',
    avoid: (request) => (request.method === 'HEAD' ? { ...request, method: 'GET' } : undefined),
  },
  {
    name: 'reads content before it looks for the route',
    avoid: (request) =>
      hasContent(request) && operationOf(request) === undefined
        ? withType({ ...request, content: Buffer.alloc(0) }, undefined)
        : undefined,
  },
  {
    name: 'looks at a Content-Type where there is no content (R4)',
    avoid: (request) =>
      !hasContent(request) && typeOf(request) !== undefined
        ? withType(request, undefined)
        : undefined,
  },
  {
    name: 'does not read content without Content-Type as the first media type (R4)',
    avoid(request) {
      const [first] = declaredTypes(request);
      const isUnnamed = hasContent(request) && typeOf(request) === undefined;
      return isUnnamed && first !== undefined ? withType(request, first) : undefined;
    },
  },
  {
    name: 'compares the raw Content-Type: parameters and case change what it validates (R4)',
    avoid(request) {
      const declared = hasContent(request) ? declaredType(request) : undefined;
      return declared === undefined || declared === typeOf(request)
        ? undefined
        : withType(request, declared);
    },
  },
  {
    name: 'reads a PEM by its media type, not by its first character (R6)',
    avoid(request) {
      const text = declaredTypes(request).find((type) => type !== json);
      const named = declaredType(request);
      if (text === undefined || named === undefined) return undefined;
      if (!declaredTypes(request).includes(json)) return undefined;
      const isString = /^(?:\xef\xbb\xbf)?[ \t\r\n]*"/.test(request.content.toString('latin1'));
      if (isString === (named === json)) return undefined;
      return withType(request, isString ? json : text);
    },
  },
  {
    name: 'reads an empty list of content codings as a coding (RFC 9110 section 5.6.1)',
    avoid(request) {
      const { 'content-encoding': codings, ...headers } = request.headers;
      return codings !== undefined && !isEncoded(request) ? { ...request, headers } : undefined;
    },
  },
  {
    name: 'refuses reserved characters that a query has unescaped, as the URL standard lets it',
    avoid(request) {
      const target = hasMalformedEscape(request) ? request.target : escapeQuery(request.target);
      return target === request.target ? undefined : { ...request, target };
    },
  },
  {
    name: 'reads a JSON null as content (R3)',
    avoid: (request) =>
      request.content.toString().trim() === 'null' &&
      operationOf(request)?.requestBody?.required === false
        ? withType({ ...request, content: Buffer.alloc(0) }, undefined)
        : undefined,
  },
];

/** The other known faults. A difference that neither these nor the avoidable ones explain is reported. */
export const unavoidableFaults: readonly UnavoidableFault[] = [
  {
    name: 'treats every route as offered (R18, R25, R33)',
    explains: (request, ours) =>
      mayBeLeftOut(request) &&
      (ours === notOffered || (request.method === 'OPTIONS' && ours === answerToOptions)),
  },
  {
    name: 'ignores Host (RFC 9112 section 3.2)',
    explains: ({ hosts }, ours) =>
      ours === badRequest && (hosts.length !== 1 || !hosts.every(isHost)),
  },
  {
    name: 'reads malformed percent-escapes in its own way (R21)',
    explains: (request, ours, theirs) =>
      (ours === badRequest || theirs === badRequest) && hasMalformedEscape(request),
  },
  {
    name: 'answers 405 to OPTIONS (R21)',
    explains: ({ method }, ours, theirs) =>
      method === 'OPTIONS' && ours === answerToOptions && theirs === notAllowed,
  },
  {
    name: 'takes content of a type that the operation does not list, or in another charset (R4)',
    explains: (request, ours) =>
      ours === unsupported && hasContent(request) && declaredType(request) === undefined,
  },
  {
    name: 'takes content whose Content-Type is malformed or given twice (R4)',
    explains: ({ types }, ours) =>
      ours === unsupported &&
      types.length > 0 &&
      !(types.length === 1 && mediaType.test(types[0] ?? '')),
  },
  {
    name: 'sees no Transfer-Encoding, and a Content-Encoding only where it parses (R4)',
    explains: (request, ours) => ours === unsupported && isEncoded(request),
  },
  {
    name: 'takes text that is not UTF-8 (R4)',
    explains: ({ content }, ours, theirs) =>
      ours === badRequest && theirs === 'accepted' && !isUtf8(content),
  },
  {
    name: 'reads a lone byte order mark as no content',
    explains: ({ content }, ours, theirs) =>
      ours === badRequest && theirs === 'accepted' && content.equals(byteOrderMark),
  },
  {
    name: 'has no limit of content',
    explains: (request, ours) =>
      ours === tooLarge &&
      request.content.length > (operationOf(request)?.requestBody?.maxContentLength ?? 0),
  },
  {
    name: 'lets required content be absent (R4)',
    explains: (request, ours, theirs) =>
      !hasContent(request) &&
      operationOf(request)?.requestBody?.required === true &&
      ours === badRequest &&
      (theirs === 'accepted' || theirs === unsupported),
  },
  {
    name: 'ignores that parameters may come in the query or in the body (R3)',
    explains: (request, ours, theirs) =>
      ours === badRequest && theirs === 'accepted' && breaksTwins(request),
  },
];
