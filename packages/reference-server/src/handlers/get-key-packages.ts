import { parseFid } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import type { ServerPrincipal } from '../principal.js';
import { lowKeyPackages } from '../sent-events.js';
import type { Store } from '../store/store.js';

/** `GET /keypackage/{fid}` (R17). */
export function getKeyPackages(store: Store): Handler<'getKeyPackages', ServerPrincipal> {
  return async ({ parameters }, { method }) => {
    const { fid } = parseFid(parameters.fid);
    const keyPackages =
      method === 'HEAD'
        ? await store.keyPackages.peekOnePerSession(fid)
        : (await store.keyPackages.takeOnePerSession(fid, lowKeyPackages)).keyPackages;
    if (keyPackages.length === 0 && !(await store.actors.exists(fid))) {
      return { error: 'P2CORE_ACTOR_NOT_FOUND' };
    }
    return { status: 200, body: keyPackages };
  };
}
