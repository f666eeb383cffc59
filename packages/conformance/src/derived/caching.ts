import type { Operation } from '@p2core/types';
import { expectEqual, expectSuccess, expectThat } from '../check/expect.js';
import { timeOf } from '../run/clock.js';
import { Skip } from '../run/failure.js';
import { at, hour, lookUpServer, maxAgeOf } from '../steps/look-up.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { demandsOf, sendPlain } from './plain-request.js';

/** Caching (R23): only answers with an ETag may be stored. */
export const caching: Derivation = (operation) => {
  if (operation.method !== 'GET') return [];
  return operation.responses[304] === undefined ? [notConditional(operation)] : kept(operation);
};

function notConditional(operation: Operation) {
  return deriveCase(operation, 'if-none-match-does-not-matter', {
    title: 'ignores If-None-Match, for its answers must not be stored',
    basis: ['R23'],
    ...demandsOf(operation),
    async run(context) {
      const answer = await sendPlain(context, operation, { headers: { 'If-None-Match': '*' } });
      expectThat(answer.status !== 304, 'an answer that is not from a cache', '304', answer);
    },
  });
}

function kept(operation: Operation) {
  return [
    deriveCase(operation, 'kept-for-an-hour', {
      title: 'allows an answer about the present to be cached for an hour',
      basis: ['R23'],
      ...demandsOf(operation),
      async run(context) {
        const answer = await sendPlain(context, operation);
        expectSuccess(answer);
        expectEqual(maxAgeOf(answer), hour, 'a Cache-Control with the max-age', answer);
      },
    }),
    deriveCase(operation, 'past-kept-longer', {
      title: 'allows an answer about the past to be cached for longer',
      basis: ['R23'],
      ...demandsOf(operation),
      async run(context) {
        const { notBefore } = (await lookUpServer(context)).idCert;
        const answer = await sendPlain(context, operation, at(notBefore));
        if (notBefore >= timeOf(answer)) throw new Skip('the certificate begins in this second');
        expectSuccess(answer);
        const age = maxAgeOf(answer);
        expectThat(age > hour, `a Cache-Control with a max-age over ${hour}`, `${age}`, answer);
      },
    }),
    deriveCase(operation, 'unmodified-since-does-not-matter', {
      title: 'ignores If-Modified-Since, for it sends no Last-Modified',
      basis: ['R23'],
      ...demandsOf(operation),
      async run(context) {
        const later = new Date((context.now() + 60) * 1000).toUTCString();
        const headers = { 'If-Modified-Since': later };
        const answer = await sendPlain(context, operation, { headers });
        const dated = answer.headers.get('Last-Modified') !== null;
        expectThat(answer.status === 200 || dated, '200', String(answer.status), answer);
      },
    }),
  ];
}
