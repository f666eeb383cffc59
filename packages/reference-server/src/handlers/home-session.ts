import { ContractError } from '@p2core/server';
import type { HomeServers } from '../federation/home-servers.js';
import type { PresentedSession, ServerPrincipal } from '../sessions/principal.js';

/**
 * The session of a home actor, which the operations of the page `core-home` are for.
 *
 * @throws {ContractError} `P2CORE_NOT_HOME` (R25)
 */
export function demandHomeSession(
  { session }: ServerPrincipal,
  homeServers: HomeServers,
): PresentedSession {
  if (session === undefined || homeServers.isForeign(session.fid)) {
    throw new ContractError('P2CORE_NOT_HOME');
  }
  return session;
}
