import { describe, expectThat } from '../check/expect.js';
import { type Derivation, deriveCase } from './derive-case.js';

/** A server has every operation that is not optional. Without the operation its other cases cannot decide anything. */
export const isThere: Derivation = (operation) => [
  deriveCase(operation, 'is-there', {
    title: `has the operation ${operation.operationId}`,
    basis: ['page', 'R18'],
    async run({ survey }) {
      const answer = survey.missing.get(operation.operationId);
      const shown = answer === undefined ? '' : describe(answer);
      expectThat(answer === undefined, `${operation.method} ${operation.path}`, shown, answer);
    },
  }),
];
