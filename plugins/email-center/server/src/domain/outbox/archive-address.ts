/** The archive address of an account (S2.5): where a copy of everything it sends goes, and why it may not be one of our own. */
import { normalizeAddress } from '../mail/address';

const GMAIL = ['gmail.com', 'googlemail.com'];

/**
 * The mailbox that an address reaches, as far as its spelling tells: case, IDN and the part behind a plus sign do not matter, at
 * Gmail neither dots nor which of its two names is used, and domains of one group are one. Stricter than matching (S1.7): taking two
 * mailboxes for one only asks for another archive, taking one for two would store each message twice. Null for what is no address.
 */
export function mailboxOf(address: string, equivalentDomains: readonly (readonly string[])[] = []): string | null {
  const normalized = normalizeAddress(address);
  if (normalized === null) return null;
  const at = normalized.lastIndexOf('@');
  const domain = firstOf([GMAIL, ...equivalentDomains], normalized.slice(at + 1));
  const local = normalized.slice(0, at).replace(/^"([^"\\]*)"$/, '$1').replace(/(?<=.)\+.*$/, '');
  return `${domain === GMAIL[0] ? local.replaceAll('.', '') : local}@${domain}`;
}

function firstOf(groups: readonly (readonly string[])[], domain: string): string {
  return groups.find((group) => group.includes(domain))?.[0] ?? domain;
}

/** Whether an archive address is one of the managed ones in whatever spelling; what is no address is none of them. */
export function isManagedAddress(address: string, managed: readonly string[], equivalentDomains: readonly (readonly string[])[] = []): boolean {
  const mailbox = mailboxOf(address, equivalentDomains);
  return mailbox !== null && managed.some((one) => mailboxOf(one, equivalentDomains) === mailbox);
}
