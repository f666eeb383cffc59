import { randomBytes } from 'node:crypto';
import type { Operation } from '@p2core/types';
import { expectBearerChallenge, expectChallengeError } from '../check/challenge.js';
import { expectError, expectThat } from '../check/expect.js';
import type { RequestOptions } from '../http/request.js';
import type { CaseContext } from '../run/case-context.js';
import { type Derivation, deriveCase } from './derive-case.js';
import {
  demandsOf,
  expectTaken,
  plainToken,
  plainValue,
  sendPlain,
  strangersDemandsOf,
  written,
} from './plain-request.js';

interface Stranger {
  name: string;
  title: string;
  request: (token: string) => RequestOptions;
}

const authorization = (value: string): RequestOptions => ({
  token: null,
  headers: { Authorization: value },
});

const strangers: readonly Stranger[] = [
  { name: 'without-token', title: 'without a token', request: () => ({ token: null }) },
  {
    name: 'unknown-token',
    title: 'with an unknown token',
    request: () => ({ token: randomBytes(32).toString('base64url') }),
  },
  {
    name: 'scheme-alone',
    title: 'with a scheme and no token',
    request: () => authorization('Bearer'),
  },
  {
    name: 'empty-authorization',
    title: 'with an empty Authorization',
    request: () => authorization(''),
  },
];

const mistakes: readonly Stranger[] = [
  {
    name: 'altered-token',
    title: 'with a character added to a token',
    request: (token) => ({ token: `${token}A` }),
  },
  {
    name: 'shortened-token',
    title: 'with the last character of a token missing',
    request: (token) => ({ token: token.slice(0, -1) }),
  },
  {
    name: 'other-scheme',
    title: 'with a token in another scheme',
    request: (token) => authorization(`Basic ${token}`),
  },
  {
    name: 'token-without-scheme',
    title: 'with a token without a scheme',
    request: (token) => authorization(token),
  },
  {
    name: 'scheme-of-a-longer-name',
    title: 'with a scheme whose name only begins with Bearer',
    request: (token) => authorization(`Bearerx ${token}`),
  },
  {
    name: 'two-tokens',
    title: 'with two tokens in one field',
    request: (token) => authorization(`Bearer ${token} ${token}`),
  },
  {
    name: 'token-in-query',
    title: 'with a token in the query only',
    request: (token) => ({ token: null, query: { access_token: token } }),
  },
];

/** An operation that needs a token refuses requests without a live one. */
export const authorizationCases: Derivation = (operation) => {
  if (operation.roles === null) return [withNeedlessToken(operation)];
  const refuses = ({ name, title, request }: Stranger) =>
    deriveCase(operation, name, {
      title: `refuses a request ${title}`,
      basis: ['page', 'contract'],
      ...strangersDemandsOf(operation),
      ...(request.length > 0 && { needs: demandsOf(operation).needs }),
      async run(context) {
        const special = request(plainToken(context, operation));
        const answer = await sendStranger(context, operation, special);
        expectError(answer, 'P2CORE_UNAUTHORIZED');
      },
    });
  return [
    ...strangers.map(refuses),
    ...mistakes.map(refuses),
    challenge(operation),
    schemeInAnyCase(operation),
  ];
};

/** Sends a request that is right except for the token. It needs no look-up before. */
async function sendStranger(context: CaseContext, operation: Operation, special: RequestOptions) {
  const [mediaType = ''] = operation.requestBody?.mediaTypes ?? [];
  const value =
    operation.operationId === 'updateSessionIdCert' ? 'x' : await plainValue(context, operation);
  const content: RequestOptions = operation.requestBody?.required ? written(value, mediaType) : {};
  return context.send(operation.operationId, {
    ...content,
    ...special,
    headers: { ...content.headers, ...special.headers },
  });
}

/** The challenge that a client gets with a 401 (RFC 6750 section 3). */
function challenge(operation: Operation) {
  return deriveCase(operation, 'challenge', {
    title: 'sends WWW-Authenticate with its realm, and with invalid_token where a token was sent',
    basis: ['R24'],
    ...strangersDemandsOf(operation),
    async run(context) {
      const without = await sendStranger(context, operation, { token: null });
      expectError(without, 'P2CORE_UNAUTHORIZED');
      expectThat(expectBearerChallenge(without).has('realm'), 'a realm', 'none', without);
      expectChallengeError(without, undefined);
      const token = randomBytes(32).toString('base64url');
      const refused = await sendStranger(context, operation, { token });
      expectError(refused, 'P2CORE_UNAUTHORIZED');
      expectChallengeError(refused, 'invalid_token');
    },
  });
}

function schemeInAnyCase(operation: Operation) {
  return deriveCase(operation, 'scheme-in-any-case', {
    title: 'reads the scheme in any case (RFC 9110 section 11.1)',
    ...demandsOf(operation),
    async run(context) {
      const special = authorization(`bEARER ${plainToken(context, operation)}`);
      expectTaken(operation, await sendPlain(context, operation, special));
    },
  });
}

function withNeedlessToken(operation: Operation) {
  return deriveCase(operation, 'needless-token', {
    title: 'answers a request with an unknown token, for it needs none',
    level: 'SHOULD',
    ...demandsOf(operation),
    async run(context) {
      const token = randomBytes(32).toString('base64url');
      expectTaken(operation, await sendPlain(context, operation, { token }));
    },
  });
}
