import { ContractError, type Logger } from '@p2core/server';
import { StoreUnavailableError } from '../store/errors.js';

const retryAfterSeconds = '1';

/**
 * Has a part of a request's way, its authentication or its handler, answer 503 with `Retry-After` where the database
 * could not be had. The answer says so where it is unknown whether something was changed.
 */
export function unavailableWithStore<Args extends unknown[], R>(
  part: (...args: Args) => R | Promise<R>,
  logger: Logger,
): (...args: Args) => Promise<R> {
  return async (...args) => {
    try {
      return await part(...args);
    } catch (cause) {
      if (!(cause instanceof StoreUnavailableError)) throw cause;
      logger.error({ err: cause }, 'the database is unavailable');
      throw new ContractError('P2CORE_UNAVAILABLE', {
        ...(cause.mayHaveChanged && {
          message: 'The server lost its database: what was asked for may have been done, or not.',
        }),
        headers: { 'Retry-After': retryAfterSeconds },
        cause,
      });
    }
  };
}
