import type { Handler } from '@p2core/server';
import type { ServerPrincipal } from '../principal.js';
import type { Store } from '../store/store.js';

/** `GET /events` (R14, R16). */
export function getEvents(store: Store): Handler<'getEvents', ServerPrincipal> {
  return async (_request, { principal: { session } }) => {
    const events = session ? await store.events.pending(session.fid, session.sessionId) : [];
    const last = events.at(-1);
    if (session === undefined || last === undefined) return { status: 409 };
    return {
      status: 200,
      body: events.map((event) => ({ ...event })),
      onSent: () => store.events.acknowledge(session.fid, session.sessionId, Number(last.s)),
    };
  };
}
