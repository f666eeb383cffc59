import type { Authenticate, Principal } from '@p2core/server';
import type { ReferenceServer } from './reference-server.js';
import { sessionLife } from './session-life.js';
import { hashToken, sameHash } from './tokens.js';

/** The owner of a token: the administrator, or one session of an actor. */
export interface ServerPrincipal extends Principal {
  /** `undefined` for the administrator's token, which belongs to no session. */
  session?: { fid: string; sessionId: string };
}

/** The setting that holds the hash of the administrator's token. */
export const adminTokenSetting = 'admin-token-hash';

/** Finds the principal of a token by its hash, if its session still lives. */
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
      return { roles: [], session: { fid: session.fid, sessionId: session.sessionId } };
    }
    const adminHash = await store.settings.get(adminTokenSetting);
    const isAdmin = adminHash !== undefined && sameHash(hash, adminHash);
    return isAdmin ? { roles: ['administrator'] } : undefined;
  };
}
