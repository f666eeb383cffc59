import type { Enrolment, Kept, Session, SessionName, SessionStore } from '../session.js';

const objectStores = ['sessions', 'enrolments'] as const;
const version = 2;

/**
 * Keeps sessions in the browser's IndexedDB. No script can read the private keys; access tokens are kept in clear. A
 * hostile script in the page can use both, but can copy only the tokens.
 *
 * @param name the name of the database
 * @throws {TypeError} from `update`, where a private key is extractable
 */
export function indexedDbStore(name = 'p2core'): SessionStore {
  let opened: Promise<IDBDatabase> | undefined;

  function database(): Promise<IDBDatabase> {
    opened ??= open(name, () => {
      opened = undefined;
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  }

  function kept<Thing extends Enrolment | Session>(
    objectStore: (typeof objectStores)[number],
  ): Kept<Thing> {
    async function run<Result>(
      mode: IDBTransactionMode,
      request: (things: IDBObjectStore) => IDBRequest<Result>,
    ): Promise<Result> {
      const transaction = (await database()).transaction(objectStore, mode);
      const { result } = await done(transaction, request(transaction.objectStore(objectStore)));
      return result;
    }

    return {
      get: (session) => run('readonly', (things) => things.get(keyOf(session))),
      list: () => run('readonly', (things) => things.getAll()),
      async update(session, change) {
        const transaction = (await database()).transaction(objectStore, 'readwrite');
        const things = transaction.objectStore(objectStore);
        const request: IDBRequest<Thing | undefined> = things.get(keyOf(session));
        const changed = new Promise<Thing>((resolve, reject) => {
          request.onsuccess = () => {
            try {
              const thing = change(request.result);
              checkKeys(thing);
              things.put(thing);
              resolve(thing);
            } catch (error) {
              transaction.abort();
              reject(error);
            }
          };
        });
        const [thing] = await Promise.all([changed, done(transaction, request)]);
        return thing;
      },
      async delete(session) {
        await run('readwrite', (things) => things.delete(keyOf(session)));
      },
    };
  }

  return { ...kept<Session>('sessions'), enrolments: kept<Enrolment>('enrolments') };
}

function keyOf({ fid, sessionId }: SessionName): string[] {
  return [fid, sessionId];
}

function checkKeys({ keys, renewal }: Pick<Session, 'keys' | 'renewal'>): void {
  if ([keys, renewal?.keys].some((pair) => pair?.privateKey.extractable)) {
    throw new TypeError('IndexedDB stores only private keys that are not extractable');
  }
}

/** @param closed is called where the database closes, as for a newer version of the page in another tab */
function open(name: string, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      const { result } = request;
      for (const objectStore of objectStores) {
        if (!result.objectStoreNames.contains(objectStore)) {
          result.createObjectStore(objectStore, { keyPath: ['fid', 'sessionId'] });
        }
      }
    };
    request.onsuccess = () => {
      const { result } = request;
      result.onversionchange = () => {
        result.close();
        closed();
      };
      result.onclose = closed;
      resolve(result);
    };
    request.onerror = () => reject(request.error);
  });
}

function done<Request>(transaction: IDBTransaction, request: Request): Promise<Request> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request);
    transaction.onabort = () => reject(transaction.error);
  });
}
