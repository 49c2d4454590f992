/** The address of a forward account, which may carry a secret: forward+k3y@firm.example is delivered to forward@firm.example. */
import { normalizeAddress } from '../mail/address';

/** Without the part after the plus sign; null for what is no address. */
export function baseAddress(address: string): string | null {
  return normalizeAddress(address)?.replace(/\+[^@]*@/, '@') ?? null;
}

/** Whether mail to `address` (normalised) arrives where `account` receives, whichever secret it names. */
export function isAtAddress(address: string, account: string): boolean {
  return address.replace(/\+[^@]*@/, '@') === baseAddress(account);
}

/** The same mailbox under a new secret. */
export function withSecret(address: string, secret: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at).replace(/\+.*$/, '')}+${secret}${address.slice(at)}`;
}
