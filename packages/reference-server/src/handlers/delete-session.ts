import type { Handler } from '@p2core/server';
import { now } from '../clock.js';
import type { ServerPrincipal } from '../principal.js';
import type { Store } from '../store/store.js';

/** `DELETE /session` (R12, R13). */
export function deleteSession(store: Store): Handler<'deleteSession', ServerPrincipal> {
  return async ({ parameters }, { principal: { session } }) => {
    const ended =
      session !== undefined &&
      (await store.sessions.end(session.fid, parameters.session_id, now()));
    return ended ? { status: 204 } : { error: 'P2CORE_SESSION_NOT_FOUND' };
  };
}
