import type { OperationId } from '@p2core/types';
import { answers, confuses, on, onError, refuses, requests, where } from './harness/faults.js';
import { queryOf, type Request, withContent, withFields } from './harness/message.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const pathOf = (request: Request) =>
  request.target.slice(0, request.target.length - queryOf(request).length);
const isSlashed = (request: Request) => pathOf(request).endsWith('/');
const toNowhere = requests((request) => ({ ...request, target: '/.p2/core/v1/nobody-knows' }));

/** A method that no path has: the answer is 405 with `Allow`. */
const isPost = ({ method }: Request) => method === 'POST';
const asPost = (request: Request) => ({ ...request, method: 'POST' });

const allows = (change: (allowed: string[]) => string[]): NewFault =>
  answers((answer) => {
    const allowed = answer.headers.get('Allow')?.split(', ');
    return allowed ? withFields(answer, { Allow: change(allowed).join(', ') }) : answer;
  });

const leavesOut = (operation: OperationId, ...refusal: Parameters<typeof refuses>): NewFault =>
  on(operation, refuses(...refusal));

/** Faults in paths, methods and optional routes. */
export const methods: readonly WrongServer[] = [
  {
    name: 'answers 404 to a trailing slash',
    clause: 'R21',
    caughtBy: 'deleteSession/trailing-slash',
    fault: where(isSlashed, toNowhere),
  },
  {
    name: 'refuses HEAD',
    clause: 'R21',
    caughtBy: 'getServerIdCert/head',
    fault: where(
      ({ method }) => method === 'HEAD',
      () => async (request, healthy) => withContent(await healthy.send(asPost(request)), ''),
    ),
  },
  {
    name: 'answers 404 in place of 405 to another method',
    clause: 'R21',
    caughtBy: 'getChallenge/method-post',
    fault: confuses('P2CORE_METHOD_NOT_ALLOWED', 'P2CORE_NOT_FOUND'),
  },
  {
    name: 'treats POST as GET',
    clause: 'R21',
    caughtBy: 'getChallenge/method-post',
    fault: where(
      isPost,
      requests((request) => ({ ...request, method: 'GET' })),
    ),
  },
  {
    name: 'answers OPTIONS without Allow',
    clause: 'R21',
    caughtBy: 'getChallenge/options',
    fault: where(
      ({ method }) => method === 'OPTIONS',
      answers((answer) => withFields(answer, { Allow: undefined })),
    ),
  },
  {
    name: 'refuses OPTIONS',
    clause: 'R21',
    caughtBy: 'getChallenge/options',
    fault: where(
      ({ method, headers }) =>
        method === 'OPTIONS' && !headers.has('Access-Control-Request-Method'),
      requests(asPost),
    ),
  },
  {
    name: "answers unknown paths with its framework's HTML page",
    clause: 'R21',
    caughtBy: 'any/unknown-path',
    fault: onError('P2CORE_NOT_FOUND', (answer, { method, target }) =>
      withContent(
        withFields(answer, { 'Content-Type': 'text/html; charset=utf-8' }),
        `<!DOCTYPE html><title>Error</title><pre>Cannot ${method} ${target}</pre>`,
      ),
    ),
  },
  {
    name: 'answers an unknown path with P2CORE_ACTOR_NOT_FOUND',
    clause: 'R21',
    caughtBy: 'any/unknown-path',
    fault: confuses('P2CORE_NOT_FOUND', 'P2CORE_ACTOR_NOT_FOUND'),
  },
  {
    name: 'answers 500 to malformed percent-encoding in a path',
    clause: 'contract',
    caughtBy: 'getActorIdCerts/malformed-percent-encoding',
    fault: refuses('P2CORE_INTERNAL', (request) => /%(?![0-9a-f]{2})/i.test(pathOf(request))),
  },
  {
    name: 'does not offer a route that its fixture names',
    clause: 'R18',
    caughtBy: 'getEvents/is-there',
    fault: leavesOut('getEvents', 'P2CORE_ROUTE_NOT_OFFERED', () => true),
  },
  {
    name: 'answers P2CORE_NOT_FOUND for an optional route that it leaves out',
    clause: 'R18',
    caughtBy: 'getEvents/not-offered',
    fixture: { optionalRoutes: ['getKeyPackages'] },
    fault: leavesOut('getEvents', 'P2CORE_NOT_FOUND', () => true),
  },
  {
    name: 'answers 501 for an optional route that it leaves out',
    clause: 'R18',
    caughtBy: 'getKeyPackages/not-offered',
    fixture: { optionalRoutes: ['getEvents'] },
    fault: leavesOut('getKeyPackages', 'P2CORE_NOT_IMPLEMENTED', () => true),
  },
  {
    name: 'sends Allow without HEAD',
    clause: 'R21',
    caughtBy: 'getChallenge/method-post',
    fault: allows((allowed) => allowed.filter((method) => method !== 'HEAD')),
  },
  {
    name: 'names methods in Allow that the path does not have',
    clause: 'R21',
    caughtBy: 'getChallenge/method-post',
    fault: allows((allowed) => [...allowed.slice(0, -1), 'POST', ...allowed.slice(-1)]),
  },
];
