/** Takes forward addresses out of what is shown to people who must not see them (S5.3). Pure. */
import { normalizeAddress, type Address } from '../mail/address';
import { baseAddress, isAtAddress } from './forward-address';

export interface Concealment {
  addresses<A extends Address>(addresses: readonly A[]): A[];
  /** Also with any secret behind a plus sign. */
  text(text: string): string;
}

export const CONCEALED = '•••';

export function concealForward(accounts: readonly string[]): Concealment {
  const known = [...new Set(accounts.flatMap((address) => baseAddress(address) ?? []))];
  const pattern = known.length === 0 ? null : new RegExp(known.map(asPattern).join('|'), 'gi');
  return {
    addresses: (addresses) => addresses.map((entry) => {
      const address = normalizeAddress(entry.address);
      return address !== null && known.some((account) => isAtAddress(address, account)) ? { ...entry, name: CONCEALED, address: '' } : entry;
    }),
    text: (text) => (pattern === null ? text : text.replace(pattern, CONCEALED)),
  };
}

function asPattern(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)].map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `(?<![\\w.+-])${local}(?:\\+[\\w.-]{1,64})?@${domain}(?![\\w-]|\\.\\w)`;
}
