import { ContractError, type Handler } from '@p2core/server';
import { ClockError } from '../clock/clock-error.js';
import type { Identities } from '../pki/identities.js';
import type { ServerPrincipal } from '../sessions/principal.js';

const retryAfterSeconds = '60';

/** `PUT /key/server` (R19). */
export function rotateServerIdentityKey(
  identities: Identities,
): Handler<'rotateServerIdentityKey', ServerPrincipal> {
  return async () => {
    const { certificate } = await identities.rotate().catch((cause) => {
      if (!(cause instanceof ClockError)) throw cause;
      throw new ContractError('P2CORE_UNAVAILABLE', {
        message: 'The key of the server begins in the future; its operator has to repair that.',
        headers: { 'Retry-After': retryAfterSeconds },
        cause,
      });
    });
    return { status: 200, body: certificate };
  };
}
