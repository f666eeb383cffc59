import { expectHeader, expectThat } from '../expect.js';
import type { Answer } from '../http/answer.js';
import type { Operation } from '../operation.js';
import { deriveCase } from './derive-case.js';
import type { Derivation } from './index.js';

/** A browser lets any page read these (Fetch standard, CORS-safelisted response-header names). */
const safelisted = ['Cache-Control', 'Content-Type'];

const headers = { Origin: 'https://page.example' };

/** Browsers are clients: any origin may ask and read, without credentials (R21). */
export const cors: Derivation = (operation) => [
  deriveCase(operation, 'preflight', {
    title: 'allows pages of any origin to send the request with Authorization and Content-Type',
    basis: ['R21'],
    async run({ send }) {
      const answer = await send(operation.operationId, {
        method: 'OPTIONS',
        token: null,
        headers: {
          ...headers,
          'Access-Control-Request-Method': operation.method,
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      });
      expectThat(answer.status === 204, '204', String(answer.status), answer);
      expectNames(answer, 'Access-Control-Allow-Methods', [operation.method]);
      expectNames(answer, 'Access-Control-Allow-Headers', ['authorization', 'content-type']);
      expectNoCredentials(answer);
    },
  }),
  deriveCase(operation, 'exposed-headers', {
    title: 'lets pages of any origin read each header field that the contract declares',
    basis: ['R21'],
    async run({ send }) {
      const answer = await send(operation.operationId, { method: 'PATCH', token: null, headers });
      expectNames(answer, 'Access-Control-Expose-Headers', declaredHeaders(operation));
      expectNoCredentials(answer);
    },
  }),
];

function declaredHeaders({ responses }: Operation): string[] {
  const names = Object.values(responses).flatMap((response) => Object.keys(response.headers));
  return [...new Set(names)].filter((name) => !safelisted.includes(name));
}

function expectNames(answer: Answer, field: string, names: readonly string[]): void {
  const listed = expectHeader(answer, field)
    .toLowerCase()
    .split(/\s*,\s*/);
  for (const name of names) {
    const expected = `${field} that names ${name}`;
    expectThat(listed.includes(name.toLowerCase()), expected, listed.join(', '), answer);
  }
}

function expectNoCredentials(answer: Answer): void {
  const field = 'Access-Control-Allow-Credentials';
  const value = answer.headers.get(field);
  expectThat(value === null, `no ${field}`, `${value}`, answer);
}
