import type { Operation } from '@p2core/types';
import { describe, expectThat } from '../check/expect.js';
import { notFoundCodes, notThere } from '../contract/not-found.js';
import type { Answer } from '../http/answer.js';
import { type Derivation, deriveCase } from './derive-case.js';

/** A server has every operation that is not optional. Without the operation its other cases cannot decide anything. */
export const isThere: Derivation = (operation) => [
  deriveCase(operation, 'is-there', {
    title: `has the operation ${operation.operationId}`,
    basis: ['page', 'R18'],
    async run({ survey }) {
      const answer = survey.missing.get(operation.operationId);
      const shown = answer === undefined ? '' : describe(answer) + whatWouldDo(operation, answer);
      expectThat(answer === undefined, `${operation.method} ${operation.path}`, shown, answer);
    },
  }),
];

/** The code by which a 404 in JSON would say that the operation is there, but not what was asked for. */
function whatWouldDo(operation: Operation, { status, json }: Answer): string {
  const { error } = (json ?? {}) as { error?: unknown };
  if (status !== 404 || json === undefined || notThere.some((code) => code === error)) return '';
  const [own] = notFoundCodes(operation);
  return own === undefined ? '' : `, not ${own},`;
}
