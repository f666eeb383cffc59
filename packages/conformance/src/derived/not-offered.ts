import { type Operation, pages } from '@p2core/types';
import { expectError } from '../check/expect.js';
import { isOffered } from '../fixture/offered.js';
import { Failure, Skip } from '../run/failure.js';
import { type Derivation, deriveCase } from './derive-case.js';

/** An optional operation that a server leaves out answers 404 P2CORE_ROUTE_NOT_OFFERED (R18, R25). */
export const notOffered: Derivation = (operation) =>
  mayBeLeftOut(operation)
    ? [
        deriveCase(operation, 'not-offered', {
          title: 'says that it does not offer this optional route',
          basis: ['R18', 'R25'],
          ofNotOffered: true,
          async run({ fixture, survey, send }) {
            const { operationId, page } = operation;
            const isUnclaimed = !pages[page].required && fixture.pages === undefined;
            const isThere = isUnclaimed && !survey.missing.has(operationId);
            if (isOffered(operationId, fixture) || isThere) {
              throw new Skip('the server offers this optional route', false);
            }
            // Any other answer, or none, fails with this expectation.
            const answer = await send(operationId).catch((error) => {
              if (error instanceof Failure && error.answer !== undefined) return error.answer;
              throw error;
            });
            expectError(answer, 'P2CORE_ROUTE_NOT_OFFERED');
          },
        }),
      ]
    : [];

function mayBeLeftOut({ optional, page }: Operation): boolean {
  return optional || !pages[page].required;
}
