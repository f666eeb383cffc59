import { errorCodes, operations } from '@p2core/types';
import type { SeenRequest, Verdict } from './verdict.js';

/** A known way in which express-openapi-validator 5.6.2 departs from the contract. */
export interface KnownFault {
  /** What it does; a sentence without its subject. */
  name: string;
  /** Whether it explains the difference of two verdicts. */
  explains(request: SeenRequest, ours: Verdict, theirs: Verdict): boolean;
}

const { P2CORE_BAD_REQUEST, P2CORE_UNSUPPORTED_MEDIA_TYPE } = errorCodes;
const badRequest = P2CORE_BAD_REQUEST.status;
const unsupported = P2CORE_UNSUPPORTED_MEDIA_TYPE.status;

const hasContent = ({ content }: SeenRequest) => content.length > 0;
const typeOf = ({ headers }: SeenRequest) => headers['content-type'];
const mediaTypes: readonly string[] = Object.values(operations).flatMap(
  ({ requestBody }) => requestBody?.mediaTypes ?? [],
);

function takesTextAndJson({ method, target }: SeenRequest): boolean {
  const asked = trimSlash(target.split('?', 1)[0] ?? '');
  return Object.values(operations).some(
    ({ requestBody, path, ...operation }) =>
      operation.method === method && path === asked && (requestBody?.mediaTypes.length ?? 0) > 1,
  );
}

function demandsContent({ method, target }: SeenRequest): boolean {
  const asked = trimSlash(target.split('?', 1)[0] ?? '');
  return Object.values(operations).some(
    (operation) =>
      operation.requestBody?.required && operation.method === method && operation.path === asked,
  );
}

/** Whether what must come in the query or in the body comes in neither, or differs between the two (R3). */
function breaksTwins({ method, target, content }: SeenRequest): boolean {
  const [asked = '', search] = target.split('?');
  const query = new URLSearchParams(search);
  const members = membersOf(content);
  const demanded: readonly string[] = Object.values(operations)
    .filter((operation) => operation.method === method && operation.path === trimSlash(asked))
    .flatMap(({ queryOrBody }) => queryOrBody);
  return (
    demanded.some((name) => !query.has(name) && members[name] === undefined) ||
    Object.entries(members).some(
      ([name, value]) => query.has(name) && query.get(name) !== String(value),
    )
  );
}

function membersOf(content: Buffer): Record<string, unknown> {
  try {
    return { ...JSON.parse(content.toString()) };
  } catch {
    return {};
  }
}

const trimSlash = (path: string) => path.replace(/\/$/, '');

/** All known faults. A difference that none of them explains is reported. */
export const knownFaults: readonly KnownFault[] = [
  {
    name: 'answers 405 to HEAD and OPTIONS (R21)',
    explains: ({ method }, _ours, theirs) =>
      (method === 'HEAD' || method === 'OPTIONS') && theirs === 405,
  },
  {
    name: 'does not read content without Content-Type as the first media type (R4)',
    explains: (request) => hasContent(request) && typeOf(request) === undefined,
  },
  {
    name: 'looks at a Content-Type where there is no content (R4)',
    explains: (request) => !hasContent(request) && typeOf(request) !== undefined,
  },
  {
    name: 'goes by the raw Content-Type: parameters, case and fragments change what it validates (R4)',
    explains: (request, ours, theirs) =>
      hasContent(request) &&
      !mediaTypes.includes(String(typeOf(request))) &&
      (ours === unsupported || theirs === unsupported || ours === 'accepted'),
  },
  {
    name: 'lets required content be absent (R4)',
    explains: (request, ours, theirs) =>
      !hasContent(request) &&
      demandsContent(request) &&
      ours === badRequest &&
      theirs !== badRequest,
  },
  {
    name: 'reads text by its media type where its first character tells how (R6)',
    explains: (request) => hasContent(request) && takesTextAndJson(request),
  },
  {
    name: 'knows nothing of parameters that come in the query or in the body (R3)',
    explains: (request, ours, theirs) =>
      ours === badRequest && theirs === 'accepted' && breaksTwins(request),
  },
];
