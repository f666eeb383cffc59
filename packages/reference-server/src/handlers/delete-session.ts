import type { Handler } from '@p2core/server';
import { now } from '../clock/clock.js';
import type { SecondFactor } from '../passwords/second-factor.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import type { Store } from '../store/store.js';

/** `DELETE /session` (R12, R13, R41). */
export function deleteSession(
  store: Store,
  secondFactor: SecondFactor,
): Handler<'deleteSession', ServerPrincipal> {
  return async ({ parameters, headers }, { principal: { session }, address }) => {
    if (session === undefined) return { error: 'P2CORE_SESSION_NOT_FOUND' };
    const { fid } = session;
    if (!(await secondFactor(fid, headers['X-P2-Sensitive-Solution'], address))) {
      return { error: 'P2CORE_SECOND_FACTOR_REQUIRED' };
    }
    const ended = await store.sessions.end(fid, parameters.session_id, now());
    return ended ? { status: 204 } : { error: 'P2CORE_SESSION_NOT_FOUND' };
  };
}
