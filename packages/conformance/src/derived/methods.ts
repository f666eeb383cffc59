import { allOperations, type Operation } from '@p2core/types';
import { comparableField } from '@p2core/types/validators';
import { expectEqual, expectError, expectHeader, expectStatus } from '../check/expect.js';
import type { Answer } from '../http/answer.js';
import { type Derivation, deriveCase } from './derive-case.js';

const commonMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];

/** A path answers 405 with Allow to methods that it does not have (R21). */
export const methods: Derivation = (operation) => [
  ...(isFirstOfPath(operation) ? wrongMethods(operation) : []),
  deriveCase(operation, 'options', {
    title: `answers OPTIONS with ${statusOfOptions(operation)} and the methods that it has`,
    basis: ['R21', 'R33'],
    async run({ send }) {
      const answer = await send(operation.operationId, { method: 'OPTIONS', token: null });
      expectStatus(answer, statusOfOptions(operation));
      expectEqual(answer.text, '', 'the content', answer);
      expectAllow(operation, answer);
    },
  }),
];

function wrongMethods(operation: Operation) {
  const known = knownMethods(operation);
  return commonMethods
    .filter((method) => !known.includes(method))
    .map((method) =>
      deriveCase(operation, `method-${method.toLowerCase()}`, {
        title: `refuses ${method}, and names the methods that it has`,
        basis: ['R21'],
        level: everyServerKnows(method) ? 'MUST' : 'SHOULD',
        effect: 'changes',
        async run({ send }) {
          const answer = await send(operation.operationId, { method, token: null });
          if (method === 'HEAD') expectStatus(answer, 405);
          else expectError(answer, 'P2CORE_METHOD_NOT_ALLOWED');
          expectAllow(operation, answer);
        },
      }),
    );
}

/** A server may answer 501 to an unknown method before it looks for a route (RFC 9110 section 9.1). */
function everyServerKnows(method: string): boolean {
  return method !== 'PROPFIND';
}

function expectAllow(operation: Operation, answer: Answer): void {
  const allowed = comparableField('Allow', expectHeader(answer, 'Allow')).split(', ').sort();
  expectEqual(allowed, knownMethods(operation), 'an Allow of', answer);
}

/** A path may have an operation by OPTIONS (R33). */
export function statusOfOptions({ path }: Operation): 200 | 204 {
  const isOperation = allOperations.some(
    (other) => other.path === path && other.method === 'OPTIONS',
  );
  return isOperation ? 200 : 204;
}

function knownMethods({ path }: Operation): string[] {
  const declared = allOperations.flatMap((other) => (other.path === path ? [other.method] : []));
  const known = [...declared, ...(declared.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
  return [...new Set(known)].sort();
}

function isFirstOfPath(operation: Operation): boolean {
  return allOperations.find(({ path }) => path === operation.path) === operation;
}
