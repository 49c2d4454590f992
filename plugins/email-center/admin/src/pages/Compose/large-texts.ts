import type { LargeTexts } from './copy-store';

const DATABASE = 'email-center-texts';
const STORE = 'texts';

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps no database.'));
  });

async function within<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
  const database = await answered(opening);
  try {
    return await answered(run(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Large texts in the browser's own database. */
export const largeTexts: LargeTexts = {
  put: async (key, text) => void (await within('readwrite', (store) => store.put(text, key))),
  get: async (key) => {
    const found: unknown = await within('readonly', (store) => store.get(key));
    return typeof found === 'string' ? found : null;
  },
  remove: async (key) => void (await within('readwrite', (store) => store.delete(key))),
};

/** Takes away all of them. */
export const clearLargeTexts = (): void => void indexedDB.deleteDatabase(DATABASE);
