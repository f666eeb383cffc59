import type { Session, SessionName, SessionStore } from '../session.js';

/** Keeps sessions as long as the process or page lives. */
export function memoryStore(): SessionStore {
  const sessions = new Map<string, Session>();
  const keyOf = ({ fid, sessionId }: SessionName) => JSON.stringify([fid, sessionId]);
  return {
    get: async (name) => sessions.get(keyOf(name)),
    list: async () => [...sessions.values()],
    async put(session) {
      sessions.set(keyOf(session), session);
    },
    async delete(name) {
      sessions.delete(keyOf(name));
    },
  };
}
