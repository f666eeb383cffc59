import { allOperations } from '@p2core/types';
import { expectHeader, expectStatus, expectThat, listOf } from '../check/expect.js';
import type { Answer } from '../http/answer.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { statusOfOptions } from './methods.js';

/** Names as a browser writes them: in lower case, sorted. */
const sent = [
  ...['authorization', 'content-type', 'if-none-match'],
  ...new Set(allOperations.flatMap(({ headerParameters }) => headerParameters.map(lowerCase))),
].sort();

/** A page of any origin may send requests and read answers, without credentials (R21). */
export const cors: Derivation = (operation) => [
  deriveCase(operation, 'preflight', {
    title:
      'allows pages of any origin to send the request, with each header field that a client sends',
    basis: ['R21', 'R33'],
    async run({ send }) {
      const answer = await send(operation.operationId, {
        method: 'OPTIONS',
        token: null,
        headers: {
          'Access-Control-Request-Method': operation.method,
          'Access-Control-Request-Headers': sent.join(','),
        },
      });
      expectStatus(answer, statusOfOptions(operation));
      expectNames(answer, 'Access-Control-Allow-Methods', [operation.method]);
      expectNames(answer, 'Access-Control-Allow-Headers', sent);
    },
  }),
  deriveCase(operation, 'exposed-headers', {
    title: 'allows pages of any origin to read an answer, also its Allow',
    basis: ['R21'],
    async run({ send }) {
      const answer = await send(operation.operationId, { method: 'PATCH', token: null });
      expectHeader(answer, 'Allow');
      expectNames(answer, 'Access-Control-Expose-Headers', ['Allow']);
    },
  }),
];

function lowerCase(name: string): string {
  return name.toLowerCase();
}

/** A wildcard stands for every name but Authorization (Fetch standard). */
function expectNames(answer: Answer, field: string, names: readonly string[]): void {
  const listed = listOf(expectHeader(answer, field));
  for (const name of names) {
    const isListed = listed.includes(name.toLowerCase());
    const isMeant = isListed || (listed.includes('*') && name !== 'authorization');
    expectThat(isMeant, `${field} that names ${name}`, listed.join(', '), answer);
  }
}
