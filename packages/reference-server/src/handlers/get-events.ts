import type { Handler } from '@p2core/server';
import type { ServerPrincipal } from '../sessions/principal.js';
import type { Store } from '../store/store.js';

/**
 * `GET /events` (R14, R16). With `after`, the client acknowledges the events that it has. Without it, events leave the
 * queue when the answer has been handed over; the session's next request waits for that, so that it does not get them
 * again.
 */
export function getEvents(store: Store): Handler<'getEvents', ServerPrincipal> {
  const acknowledging = new Map<string, Promise<void>>();

  async function acknowledge(fid: string, sessionId: string, s: number): Promise<void> {
    const key = `${fid} ${sessionId}`;
    const done = store.events.acknowledge(fid, sessionId, s);
    acknowledging.set(key, done);
    try {
      await done;
    } finally {
      if (acknowledging.get(key) === done) acknowledging.delete(key);
    }
  }

  return async ({ parameters: { after } }, { principal: { session }, method }) => {
    if (session === undefined) return { status: 409 };
    const { fid, sessionId } = session;
    await acknowledging.get(`${fid} ${sessionId}`)?.catch(() => {});
    if (after !== undefined && method !== 'HEAD') await acknowledge(fid, sessionId, Number(after));
    const events = await store.events.pending(fid, sessionId);
    const last = events.at(-1);
    if (last === undefined) return { status: 409 };
    const body = events.map((event) => ({ ...event }));
    if (after !== undefined) return { status: 200, body };
    return { status: 200, body, onSent: () => acknowledge(fid, sessionId, Number(last.s)) };
  };
}
