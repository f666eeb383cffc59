import { expectError } from '../check/expect.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { demandsOf } from './plain-request.js';

/** A request for an unregistered actor is 404 P2CORE_ACTOR_NOT_FOUND (R9). */
export const unknownActor: Derivation = (operation) =>
  operation.pathParameters.includes('fid') && operation.errors.includes('P2CORE_ACTOR_NOT_FOUND')
    ? [
        deriveCase(operation, 'unknown-actor', {
          title: 'answers 404 for an unregistered actor',
          basis: ['R9'],
          needs: operation.roles === null ? [] : demandsOf(operation).needs,
          async run({ send, domain }) {
            const fid = `nobody-of-that-name@${domain}`;
            const answer = await send(operation.operationId, { path: { fid } });
            expectError(answer, 'P2CORE_ACTOR_NOT_FOUND');
          },
        }),
      ]
    : [];
