import { expectError } from '../check/expect.js';
import { isOffered } from '../fixture/offered.js';
import { Skip } from '../run/failure.js';
import { type Derivation, deriveCase } from './derive-case.js';

/** An optional route that a server leaves out says so. */
export const notOffered: Derivation = (operation) =>
  operation.optional
    ? [
        deriveCase(operation, 'not-offered', {
          title: 'says that it does not offer this optional route',
          basis: ['R18'],
          ofNotOffered: true,
          async run({ fixture, send }) {
            if (isOffered(operation.operationId, fixture)) {
              throw new Skip('the server offers this optional route', false);
            }
            expectError(await send(operation.operationId), 'P2CORE_ROUTE_NOT_OFFERED');
          },
        }),
      ]
    : [];
