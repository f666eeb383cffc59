import {
  describe,
  expectEqual,
  expectHeader,
  expectSame,
  expectStatus,
  expectThat,
} from '../check/expect.js';
import type { Answer } from '../http/answer.js';
import type { RequestOptions } from '../http/request.js';
import { someFid } from '../run/some-fid.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { answerTypes, demandsOf, sendPlain } from './plain-request.js';

const conditions: readonly (readonly [
  name: string,
  title: string,
  field: (etag: string) => string,
  status: 200 | 304,
])[] = [
  ['if-none-match', 'for its ETag', (etag) => etag, 304],
  [
    'if-none-match-weak',
    'for its ETag as a weak one',
    (etag) => `W/${etag.replace(/^W\//, '')}`,
    304,
  ],
  ['if-none-match-list', 'for its ETag among others', (etag) => `"a", ${etag}, "b"`, 304],
  ['if-none-match-star', 'for *', () => '*', 304],
  ['if-none-match-other', 'for another ETag', () => '"of-the-conformance-kit"', 200],
];

/** A conditional request for an answer with an ETag gets 304 (R23, RFC 9110 section 13.1.2). */
export const conditional: Derivation = (operation) => {
  if (operation.responses[304] === undefined) return [];
  return [
    ...conditions.map(([name, title, field, status]) =>
      deriveCase(operation, name, {
        title: `answers ${status} to If-None-Match ${title}`,
        basis: ['R23'],
        ...demandsOf(operation),
        async run(context) {
          const first = await sendPlain(context, operation);
          const etag = expectHeader(first, 'ETag');
          const headers = { 'If-None-Match': field(etag) };
          const second = await sendPlain(context, operation, { headers });
          expectStatus(second, status);
          expectEqual(second.headers.get('ETag'), etag, 'the same ETag', second);
          if (status === 304) {
            expectThat(second.octets.length === 0, 'no content', describe(second), second);
          } else if (etag.startsWith('W/')) {
            expectSame(second, first, 'the same content,');
          } else {
            expectEqual(second.text, first.text, 'the same content', second);
          }
        },
      }),
    ),
    deriveCase(operation, 'if-none-match-head', {
      title: 'answers 304 to HEAD as it does to GET',
      basis: ['R21', 'R23'],
      ...demandsOf(operation),
      async run(context) {
        const etag = expectHeader(await sendPlain(context, operation), 'ETag');
        const headers = { 'If-None-Match': etag };
        expectStatus(await sendPlain(context, operation, { method: 'HEAD', headers }), 304);
      },
    }),
    deriveCase(operation, 'if-none-match-not-found', {
      title: 'answers 404 for an unknown actor with any If-None-Match',
      basis: ['R23'],
      async run({ send }) {
        const headers = { 'If-None-Match': '*' };
        const absent: RequestOptions = operation.errors.includes('P2CORE_ACTOR_NOT_FOUND')
          ? { path: { fid: someFid } }
          : { query: { timestamp: '0' } };
        expectStatus(await send(operation.operationId, { ...absent, headers }), 404);
      },
    }),
    ...(answerTypes(operation).length > 1 ? [etagOfEach(operation)] : []),
  ];
};

function etagOfEach(operation: Parameters<Derivation>[0]) {
  return deriveCase(operation, 'etag-of-each-media-type', {
    title: 'gives each representation an ETag of its own (RFC 9110 section 8.8.3.3)',
    basis: ['R23'],
    ...demandsOf(operation),
    async run(context) {
      const seen: Answer[] = [];
      for (const type of answerTypes(operation)) {
        const answer = await sendPlain(context, operation, { headers: { Accept: type } });
        const etag = expectHeader(answer, 'ETag');
        const same = seen.find(
          (other) => other.headers.get('ETag') === etag && other.text !== answer.text,
        );
        const isStrong = !etag.startsWith('W/');
        expectThat(
          same === undefined || !isStrong,
          'an ETag of its own',
          `${etag}, as for ${same?.mediaType}`,
          answer,
        );
        seen.push(answer);
      }
    },
  });
}
