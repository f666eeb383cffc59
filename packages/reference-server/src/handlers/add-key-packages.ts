import type { Handler } from '@p2core/server';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { storeKeyPackages } from '../sessions/store-key-packages.js';
import { demandHomeSession } from './home-session.js';

/** `POST /keypackage/@me` (R34). */
export function addKeyPackages({
  store,
  homeServers,
}: Pick<ReferenceServer, 'store' | 'homeServers'>): Handler<'addKeyPackages', ServerPrincipal> {
  return async ({ body }, { principal }) => {
    await storeKeyPackages(store, demandHomeSession(principal, homeServers), {
      keyPackages: body,
      lastResort: false,
      pathOf: (index) => `/body/${index}`,
    });
    return { status: 201 };
  };
}
