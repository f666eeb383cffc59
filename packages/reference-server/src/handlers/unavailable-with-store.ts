import { ContractError, type Logger } from '@p2core/server';
import { StoreUnavailableError } from '../store/errors.js';

const retryAfterSeconds = '1';

/**
 * Makes a handler, or the authentication, answer 503 with `Retry-After` if the database is unavailable. The answer says
 * so if a change may have been made.
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
          message: 'The server lost its database: the change may have been made, or not.',
        }),
        headers: { 'Retry-After': retryAfterSeconds },
        cause,
      });
    }
  };
}
