import type { Handler } from '@p2core/server';
import type { ServerPrincipal } from '../sessions/principal.js';
import type { Store } from '../store/store.js';

/** `PUT /session/revoke` (R40). The administrator's token is no session's (R25). */
export function revokeSessionToken({
  sessions,
}: Pick<Store, 'sessions'>): Handler<'revokeSessionToken', ServerPrincipal> {
  return async (_request, { principal: { session } }) => {
    if (session === undefined) return { error: 'P2CORE_SESSION_NOT_FOUND' };
    const { fid, sessionId, token } = session;
    const ended = await sessions.endToken({ fid, sessionId, tokenHash: token.hash });
    return ended ? { status: 204 } : { error: 'P2CORE_UNAUTHORIZED' };
  };
}
