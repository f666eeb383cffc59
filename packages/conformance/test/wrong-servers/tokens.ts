import { confuses, on, onError, refuses, requests, where } from './harness/faults.js';
import { type Request, tokenOf, withFields, withToken } from './harness/message.js';
import { operationIn } from './harness/operations.js';
import { sessionsOf } from './harness/sessions.js';
import type { WrongServer } from './wrong-server.js';

const isStranger = ({ headers }: Request) => !headers.has('Authorization');
const credentials = ({ headers }: Request) => headers.get('Authorization') ?? '';
const withCredentials = (request: Request, value: string | undefined) =>
  withFields(request, { Authorization: value });
const asActor = requests((request, { fixture }) =>
  withToken(request, fixture.actor?.sessions[0]?.token),
);
const asAdministrator = requests((request, { fixture }) =>
  withToken(request, fixture.administratorToken),
);

/** Accepts a token for which `isLike` finds a token of the fixture. */
const readsTokens = (isLike: (given: string, known: string) => boolean) =>
  requests((request, { fixture }) => {
    const given = tokenOf(request);
    const known = sessionsOf(fixture).find(({ token }) => given && isLike(given, token));
    return known === undefined ? request : withToken(request, known.token);
  });

/** Faults in the checks of tokens and roles. */
export const tokens: readonly WrongServer[] = [
  {
    name: 'gives KeyPackages without a token',
    clause: 'page',
    caughtBy: 'getKeyPackages/without-token',
    fault: on('getKeyPackages', where(isStranger, asActor)),
  },
  {
    name: 'ends a session without a token',
    clause: 'R12',
    caughtBy: 'deleteSession/without-token',
    fault: on('deleteSession', where(isStranger, asActor)),
  },
  {
    name: 'rotates the key without a token',
    clause: 'page',
    caughtBy: 'rotateServerIdentityKey/without-token',
    fault: on('rotateServerIdentityKey', where(isStranger, asAdministrator)),
  },
  {
    name: 'demands a token where the page has no lock',
    clause: 'page',
    caughtBy: 'getChallenge/happy',
    fault: refuses(
      'P2CORE_UNAUTHORIZED',
      (request) => operationIn(request)?.roles === null && isStranger(request),
    ),
  },
  {
    name: "accepts an unknown token as the administrator's",
    clause: 'page',
    caughtBy: 'rotateServerIdentityKey/unknown-token',
    fault: onError('P2CORE_UNAUTHORIZED', (answer, request, healthy) =>
      tokenOf(request) === undefined
        ? answer
        : healthy.send(withToken(request, healthy.fixture.administratorToken)),
    ),
  },
  {
    name: 'rotates the key for every session',
    clause: 'page',
    caughtBy: 'rotateServerIdentityKey/not-administrator',
    fault: onError('P2CORE_NOT_ADMINISTRATOR', (_answer, request, healthy) =>
      healthy.send(withToken(request, healthy.fixture.administratorToken)),
    ),
  },
  {
    name: 'answers 401 to a token without the role',
    clause: 'contract',
    caughtBy: 'rotateServerIdentityKey/not-administrator',
    fault: confuses('P2CORE_NOT_ADMINISTRATOR', 'P2CORE_UNAUTHORIZED'),
  },
  {
    name: 'answers 403 to a request without a token',
    clause: 'contract',
    caughtBy: 'rotateServerIdentityKey/without-token',
    fault: confuses('P2CORE_UNAUTHORIZED', 'P2CORE_NOT_ADMINISTRATOR'),
  },
  {
    name: 'accepts a token with any scheme',
    clause: 'page',
    caughtBy: 'getEvents/other-scheme',
    fault: requests((request) =>
      withCredentials(request, credentials(request).replace(/^\w+ +(?=\S+$)/, 'Bearer ')),
    ),
  },
  {
    name: 'accepts a token without a scheme',
    clause: 'page',
    caughtBy: 'getEvents/token-without-scheme',
    fault: requests((request) =>
      withCredentials(request, credentials(request).replace(/^(?=\S+$)/, 'Bearer ')),
    ),
  },
  {
    name: 'accepts the scheme in only one spelling',
    clause: 'page',
    caughtBy: 'getEvents/scheme-in-any-case',
    fault: where(
      (request) => !credentials(request).startsWith('Bearer '),
      requests((request) => withCredentials(request, undefined)),
    ),
  },
  {
    name: 'compares only the first 20 characters of a token',
    clause: 'page',
    caughtBy: 'getEvents/altered-token',
    fault: readsTokens((given, known) => given.slice(0, 20) === known.slice(0, 20)),
  },
  {
    name: 'compares tokens without regard to case',
    clause: 'page',
    caughtBy: 'getEvents/token-in-other-case',
    fault: readsTokens((given, known) => given.toLowerCase() === known.toLowerCase()),
  },
  {
    name: 'accepts the token of an ended session',
    clause: 'R13',
    caughtBy: 'deleteSession/token-is-dead',
    fault: () => {
      const seen = new Set<string | undefined>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        const token = tokenOf(request);
        if (answer.status !== 401) seen.add(token);
        return answer.status === 401 && seen.has(token)
          ? healthy.send(withToken(request, healthy.fixture.actor?.sessions[1]?.token))
          : answer;
      };
    },
  },
  {
    name: 'refuses the administrator',
    clause: 'page',
    caughtBy: 'any/fixture-tokens',
    fault: refuses(
      'P2CORE_UNAUTHORIZED',
      (request, { fixture }) => tokenOf(request) === fixture.administratorToken,
    ),
  },
];
