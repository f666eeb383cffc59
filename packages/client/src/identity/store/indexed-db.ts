import type { Session, SessionName, SessionStore } from '../session.js';

const objectStore = 'sessions';

/**
 * Keeps sessions in the browser's IndexedDB, private keys as keys that no script can read. Access tokens are kept as
 * they are: whoever runs script in the page can use both, but can take only the tokens away.
 *
 * @param name the name of the database
 * @throws {TypeError} from `put`, where a private key is extractable
 */
export function indexedDbStore(name = 'p2core'): SessionStore {
  let opened: Promise<IDBDatabase> | undefined;

  async function run<Result>(
    mode: IDBTransactionMode,
    request: (sessions: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    opened ??= open(name);
    opened.catch(() => {
      opened = undefined;
    });
    const transaction = (await opened).transaction(objectStore, mode);
    const { result } = await done(transaction, request(transaction.objectStore(objectStore)));
    return result;
  }

  return {
    get: (session) => run('readonly', (sessions) => sessions.get(keyOf(session))),
    list: () => run('readonly', (sessions) => sessions.getAll()),
    async put(session) {
      checkKeys(session);
      await run('readwrite', (sessions) => sessions.put(session));
    },
    async delete(session) {
      await run('readwrite', (sessions) => sessions.delete(keyOf(session)));
    },
  };
}

function keyOf({ fid, sessionId }: SessionName): string[] {
  return [fid, sessionId];
}

function checkKeys({ keys, renewal }: Session): void {
  if ([keys, renewal?.keys].some((pair) => pair?.privateKey.extractable)) {
    throw new TypeError('only a private key that is not extractable is kept in IndexedDB');
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(objectStore, { keyPath: ['fid', 'sessionId'] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done<Request>(transaction: IDBTransaction, request: Request): Promise<Request> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request);
    transaction.onabort = () => reject(transaction.error);
  });
}
