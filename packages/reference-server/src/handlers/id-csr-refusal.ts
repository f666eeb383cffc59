import { IdCertError } from '@p2core/id-cert';
import { ContractError } from '@p2core/server';
import { ClockError } from '../clock/clock-error.js';
import { ServerIdCertExpiredError } from '../sessions/issue-for-session.js';
import { FormerSignerError, IdentityKeyUsedError } from '../store/errors.js';

const retryAfterSeconds = { repair: '60', rotation: '1' };

/**
 * The answer where no ID-Cert can be issued for an ID-CSR (R28).
 *
 * @throws {ContractError} `P2CORE_UNAVAILABLE` where the server's own certificate cannot sign, or was rotated again and
 * again, and any other error
 */
export function idCsrRefusal(error: unknown) {
  if (error instanceof IdCertError || error instanceof IdentityKeyUsedError) {
    const message = `The ID-CSR is refused: ${error.message}.`;
    return { error: 'P2CORE_INVALID_ID_CSR' as const, message };
  }
  if (error instanceof ServerIdCertExpiredError || error instanceof ClockError) {
    throw new ContractError('P2CORE_UNAVAILABLE', {
      message: "The server's own certificate cannot sign now; its operator has to repair that.",
      headers: { 'Retry-After': retryAfterSeconds.repair },
      cause: error,
    });
  }
  if (error instanceof FormerSignerError) {
    throw new ContractError('P2CORE_UNAVAILABLE', {
      message: "The server's key was rotated meanwhile. Nothing was changed.",
      headers: { 'Retry-After': retryAfterSeconds.rotation },
      cause: error,
    });
  }
  throw error;
}
