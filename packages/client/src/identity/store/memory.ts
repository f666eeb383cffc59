import type { Kept, SessionName, SessionStore } from '../session.js';

/** Keeps sessions as long as the process or page lives. */
export function memoryStore(): SessionStore {
  return { ...kept(), enrolments: kept() };
}

function kept<Thing extends SessionName>(): Kept<Thing> {
  const things = new Map<string, Thing>();
  const keyOf = ({ fid, sessionId }: SessionName) => JSON.stringify([fid, sessionId]);
  return {
    get: async (name) => things.get(keyOf(name)),
    list: async () => [...things.values()],
    async update(name, change) {
      const changed = change(things.get(keyOf(name)));
      things.set(keyOf(name), changed);
      return changed;
    },
    async delete(name) {
      things.delete(keyOf(name));
    },
  };
}
