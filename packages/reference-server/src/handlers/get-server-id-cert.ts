import type { Handler } from '@p2core/server';
import type { Identities } from '../pki/identities.js';
import type { ServerPrincipal } from '../sessions/principal.js';

/** `GET /idcert/server` (R10). */
export function getServerIdCert(
  identities: Identities,
): Handler<'getServerIdCert', ServerPrincipal> {
  return async ({ parameters: { timestamp } }) => {
    const identity = await identities.validAt(timestamp);
    if (identity === undefined) return { error: 'P2CORE_NO_CERT_AT_TIME' };
    return { status: 200, body: identity.certificate };
  };
}
