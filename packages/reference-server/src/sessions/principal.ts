import type { Authenticate, Principal } from '@p2core/server';
import type { ReferenceServer } from '../reference-server.js';
import { sessionLife } from './session-life.js';
import { hashToken, PresentedToken, sameHash } from './tokens.js';

/** The owner of a token: the administrator, or one session of an actor. */
export interface ServerPrincipal extends Principal {
  /** `undefined` for the administrator's token, which belongs to no session. */
  session?: PresentedSession;
}

/** A session, and the token that authenticated a request of it. */
export interface PresentedSession {
  fid: string;
  sessionId: string;
  token: PresentedToken;
}

/** The setting that holds the hash of the administrator's token. */
export const adminTokenSetting = 'admin-token-hash';

/**
 * Finds the principal of a token by its hash, if its session still lives. The first request of a renewed session ends its
 * former token (R30).
 */
export function authenticateWith({
  store,
  homeServers,
}: Pick<ReferenceServer, 'store' | 'homeServers'>): Authenticate<ServerPrincipal> {
  const lives = sessionLife(store, homeServers);
  return async (token) => {
    const hash = hashToken(token);
    const session = await store.sessions.byTokenHash(hash);
    if (session) {
      if (!(await lives(session))) return undefined;
      const { fid, sessionId, unconfirmedRenewal } = session;
      if (unconfirmedRenewal !== null) await store.renewals.confirm(unconfirmedRenewal);
      return { roles: [], session: { fid, sessionId, token: new PresentedToken(token) } };
    }
    const adminHash = await store.settings.get(adminTokenSetting);
    const isAdmin = adminHash !== undefined && sameHash(hash, adminHash);
    return isAdmin ? { roles: ['administrator'] } : undefined;
  };
}
