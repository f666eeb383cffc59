import { parseFid } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import type { ServerPrincipal } from '../principal.js';
import { lowKeyPackages } from '../sent-events.js';
import type { Store } from '../store/store.js';

/** `GET /keypackage/{fid}` (R17). */
export function getKeyPackages(store: Store): Handler<'getKeyPackages', ServerPrincipal> {
  return async ({ parameters }, { method }) => {
    const { fid } = parseFid(parameters.fid);
    if (!(await store.actors.exists(fid))) return { error: 'P2CORE_ACTOR_NOT_FOUND' };
    if (method === 'HEAD') {
      return { status: 200, body: await store.keyPackages.peekOnePerSession(fid) };
    }
    const { keyPackages } = await store.keyPackages.takeOnePerSession(fid, lowKeyPackages);
    return { status: 200, body: keyPackages };
  };
}
