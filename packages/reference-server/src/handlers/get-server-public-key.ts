import type { Handler } from '@p2core/server';
import type { Identities } from '../pki/identities.js';
import type { ServerPrincipal } from '../sessions/principal.js';

/** `GET /key/server`: the key of the certificate that `GET /idcert/server` gives for the same time (R10). */
export function getServerPublicKey(
  identities: Identities,
): Handler<'getServerPublicKey', ServerPrincipal> {
  return async ({ parameters: { timestamp } }) => {
    const identity = await identities.validAt(timestamp);
    if (identity === undefined) return { error: 'P2CORE_NO_CERT_AT_TIME' };
    return { status: 200, body: identity.publicKey };
  };
}
