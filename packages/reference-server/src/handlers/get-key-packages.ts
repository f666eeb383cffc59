import { parseFid } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import { now } from '../clock/clock.js';
import { keyPackageBudgets } from '../limits/key-package-budgets.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { lowKeyPackages } from '../sessions/sent-events.js';

/** `GET /keypackage/{fid}` (R17). */
export function getKeyPackages({
  store,
  homeServers,
  config,
}: Pick<ReferenceServer, 'store' | 'homeServers' | 'config'>): Handler<
  'getKeyPackages',
  ServerPrincipal
> {
  const isLimited = config.rateLimit !== undefined;
  return async ({ parameters }, { principal: { session }, method }) => {
    const { fid } = parseFid(parameters.fid);
    const budgets = session && isLimited ? keyPackageBudgets(session.fid, homeServers) : [];
    const keyPackages =
      method === 'HEAD'
        ? await store.keyPackages.peekOnePerSession(fid, now(), budgets)
        : (await store.keyPackages.takeOnePerSession(fid, lowKeyPackages, now(), budgets))
            .keyPackages;
    if (keyPackages.length === 0 && !(await store.actors.exists(fid))) {
      return { error: 'P2CORE_ACTOR_NOT_FOUND' };
    }
    return { status: 200, body: keyPackages };
  };
}
