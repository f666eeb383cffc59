import type { Handler } from '@p2core/server';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { storeKeyPackages } from '../sessions/store-key-packages.js';
import { demandHomeSession } from './home-session.js';

/** `PUT /keypackage_lr` (R34). */
export function replaceLastResortKeyPackage({
  store,
  homeServers,
}: Pick<ReferenceServer, 'store' | 'homeServers'>): Handler<
  'replaceLastResortKeyPackage',
  ServerPrincipal
> {
  return async ({ body }, { principal }) => {
    await storeKeyPackages(store, demandHomeSession(principal, homeServers), {
      keyPackages: [body],
      lastResort: true,
      pathOf: () => '/body',
    });
    return { status: 204 };
  };
}
