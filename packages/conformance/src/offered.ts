import type { OperationId } from '@p2core/types';
import type { Fixture } from './fixture.js';
import { operationOf } from './operation.js';

/** Whether the server offers an operation, as far as the fixture says (R18). */
export function isOffered(id: OperationId, { optionalRoutes }: Fixture): boolean {
  return !operationOf(id).optional || (optionalRoutes ?? [id]).includes(id);
}
