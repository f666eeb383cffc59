import { IdCertError } from '@p2core/id-cert';
import { ContractError } from '@p2core/server';
import { ClockError } from '../clock-error.js';
import { ServerIdCertExpiredError } from '../issue-for-session.js';
import { IdentityKeyUsedError } from '../store/errors.js';

const retryAfterSeconds = '60';

/**
 * The answer where no ID-Cert can be issued for an ID-CSR (R28).
 *
 * @throws {ContractError} `P2CORE_UNAVAILABLE` where the server's own certificate cannot sign, and any other error
 */
export function idCsrRefusal(error: unknown) {
  if (error instanceof IdCertError || error instanceof IdentityKeyUsedError) {
    const message = `The ID-CSR is refused: ${error.message}.`;
    return { error: 'P2CORE_INVALID_ID_CSR' as const, message };
  }
  if (error instanceof ServerIdCertExpiredError || error instanceof ClockError) {
    throw new ContractError('P2CORE_UNAVAILABLE', {
      message: "The server's own certificate cannot sign now; its operator has to repair that.",
      headers: { 'Retry-After': retryAfterSeconds },
      cause: error,
    });
  }
  throw error;
}
