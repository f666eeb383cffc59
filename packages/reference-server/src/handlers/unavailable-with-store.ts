import { ContractError, type Handlers } from '@p2core/server';
import type { ServerPrincipal } from '../principal.js';
import { StoreUnavailableError } from '../store/store-unavailable-error.js';

type AnyHandler = (request: object, context: object) => unknown;

const retryAfterSeconds = '1';

/** Has every handler answer 503 with `Retry-After` where the database could not be had. Nothing was changed then. */
export function unavailableWithStore(handlers: Handlers<ServerPrincipal>): typeof handlers {
  const wrapped = Object.entries(handlers).map(([operationId, handler]) => [
    operationId,
    async (request: object, context: object) => {
      try {
        return await (handler as AnyHandler)(request, context);
      } catch (cause) {
        if (!(cause instanceof StoreUnavailableError)) throw cause;
        throw new ContractError('P2CORE_UNAVAILABLE', {
          headers: { 'Retry-After': retryAfterSeconds },
          cause,
        });
      }
    },
  ]);
  return Object.fromEntries(wrapped);
}
