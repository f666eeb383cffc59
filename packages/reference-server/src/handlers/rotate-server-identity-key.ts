import type { Handler } from '@p2core/server';
import type { Identities } from '../identities.js';
import type { ServerPrincipal } from '../principal.js';

/** `PUT /key/server` (R19). */
export function rotateServerIdentityKey(
  identities: Identities,
): Handler<'rotateServerIdentityKey', ServerPrincipal> {
  return async () => {
    const { certificate } = await identities.rotate();
    return { status: 200, body: certificate };
  };
}
