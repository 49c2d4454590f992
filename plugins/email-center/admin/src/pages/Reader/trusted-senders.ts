/** Senders whose remote images are loaded without being asked for, as this person said in this browser. */

/** More than anybody remembers; the oldest are forgotten first. */
const MOST = 500;
const keyOf = (userId: number) => `email-center.images.${userId}`;

type Store = Pick<Storage, 'getItem' | 'setItem'>;

function read(store: Store, userId: number): string[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(userId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    // Written by something else: nobody is trusted by accident.
    return [];
  }
}

export const isTrusted = (store: Store, userId: number, address: string): boolean => address !== '' && read(store, userId).includes(address.toLowerCase());

export function trust(store: Store, userId: number, address: string): void {
  const known = read(store, userId).filter((one) => one !== address.toLowerCase());
  try {
    store.setItem(keyOf(userId), JSON.stringify([...known, address.toLowerCase()].slice(-MOST)));
  } catch {
    // A browser without room for it asks again the next time.
  }
}
