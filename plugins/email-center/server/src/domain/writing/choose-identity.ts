/** From which account an answer goes. */
import { normalizeAddress, type Address } from '../mail/address';

interface Sender {
  accountId: string;
  address: string;
}

interface Delivered {
  /** The accounts that have it, those of its work first. */
  accounts: readonly string[];
  to: readonly Address[];
  cc: readonly Address[];
}

/**
 * The account the message came to; of several the one it was addressed to, else the first. What came to none of them (a case, mail
 * shared by a colleague) is answered from the default, which is the first. Null where there is nothing to send from.
 */
export function chooseIdentity<Identity extends Sender>(identities: readonly Identity[], message: Delivered | null): Identity | null {
  const came = message === null ? [] : message.accounts.flatMap((id) => identities.find(({ accountId }) => accountId === id) ?? []);
  const addressed = message === null ? [] : [message.to, message.cc].map((list) => new Set(list.flatMap(({ address }) => normalizeAddress(address) ?? [])));
  for (const addresses of addressed) {
    const found = came.find(({ address }) => addresses.has(normalizeAddress(address) ?? ''));
    if (found !== undefined) return found;
  }
  return came[0] ?? identities[0] ?? null;
}
