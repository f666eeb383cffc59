import { parseFid } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import { now } from '../clock/clock.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import type { Store } from '../store/store.js';

/** `GET /idcert/actor/{fid}` (R7, R8, R9). */
export function getActorIdCerts(store: Store): Handler<'getActorIdCerts', ServerPrincipal> {
  return async ({ parameters }) => {
    const { fid } = parseFid(parameters.fid);
    const { timestamp, session_id: sessionId } = parameters;
    const time = timestamp === undefined ? now() : Number(timestamp);
    const idCerts = await store.idCerts.listValidAt(fid, time, sessionId);
    if (idCerts.length === 0 && !(await store.actors.exists(fid))) {
      return { error: 'P2CORE_ACTOR_NOT_FOUND' };
    }
    return {
      status: 200,
      body: {
        idcerts: idCerts.map(({ certificate }) => certificate),
        invalidated: idCerts.map(({ invalidatedAt }) => invalidatedAt !== null),
        invalidated_at: idCerts.map(({ invalidatedAt }) => invalidatedAt),
      },
    };
  };
}
