import { type IdCert, IdCertError } from '@p2core/id-cert';
import { ContractError } from '@p2core/server';
import { now, toleratedDifference } from '../clock/clock.js';
import { HomeServerUnreachableError } from '../federation/errors.js';
import { QueueFullError } from '../limits/fair-queue.js';
import { TooManyIdCertsError } from '../store/errors.js';

/** Seconds. */
const retryFullQueueAfter = '10';

/**
 * The answer to a request whose ID-Cert is refused, or cannot be judged now (R20).
 *
 * @throws any other error, and {ContractError} `P2CORE_RATE_LIMITED`, `P2CORE_UNAVAILABLE`
 */
export function refusalOf(error: unknown) {
  if (error instanceof IdCertError) {
    const isMalformed = error.reason === 'malformed';
    return {
      error: isMalformed
        ? ('P2CORE_INVALID_ID_CERT' as const)
        : ('P2CORE_ID_CERT_UNTRUSTED' as const),
      message: `The ID-Cert is refused: ${error.message}.`,
    };
  }
  if (error instanceof HomeServerUnreachableError) {
    return { error: 'P2CORE_HOME_SERVER_UNREACHABLE' as const, message: error.message };
  }
  if (error instanceof TooManyIdCertsError) {
    const { message, retryAfter } = error;
    const headers = { 'Retry-After': String(retryAfter) };
    throw new ContractError('P2CORE_RATE_LIMITED', { message, headers });
  }
  if (error instanceof QueueFullError) {
    const headers = { 'Retry-After': retryFullQueueAfter };
    throw new ContractError('P2CORE_UNAVAILABLE', { headers, cause: error });
  }
  throw error;
}

/** @throws {IdCertError} where an ID-Cert does not hold now, by a clock that may differ (R20) */
export function demandCurrentlyValid({ notBefore, notAfter }: IdCert): void {
  const time = now();
  if (time < notBefore - toleratedDifference || time > notAfter + toleratedDifference) {
    throw new IdCertError('malformed', 'the validity must hold now');
  }
}
