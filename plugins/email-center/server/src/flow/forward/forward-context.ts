/** What filing reads of the people around a forward address. */
import type { Employee } from '../../domain/intake/route';
import type { ForwardContext } from '../../domain/intake/forward-intake';
import type { FilingAccount } from '../../domain/intake/as-read';
import { asciiDomain, normalizeAddress, normalizeAddresses } from '../../domain/mail/address';
import type { Message } from '../../domain/mail/message';
import { providerOf } from '../../domain/mail/providers';
import type { Clock, FetchedMail } from '../ports';
import { loadSetting, type SettingsStore } from '../settings';

export interface ForwardContextPorts {
  clock: Clock;
  settings: SettingsStore;
  settingDefaults: { internalDomains?: string[] };
  employees: { findByAddresses(addresses: readonly string[]): Promise<Employee[]> };
  /** Active panel users with one of these normalised addresses: their names, by address. */
  panelUsers: { findByAddresses(addresses: readonly string[]): Promise<Map<string, string>> };
}

/** One look-up of employees and panel users for all the addresses a batch names. */
export async function forwardContext(ports: ForwardContextPorts, account: FilingAccount, fetched: readonly FetchedMail[]): Promise<ForwardContext> {
  const named = new Set(fetched.flatMap((mail) => (mail.ok ? addressesNamed(mail.message) : [])));
  const [employees, users, matching] = await Promise.all([
    ports.employees.findByAddresses([...named]), ports.panelUsers.findByAddresses([...named]), loadSetting(ports.settings, 'matching', ports.settingDefaults),
  ]);
  const colleagues = new Map<string, string>();
  for (const { isCurrent, addresses, name } of employees) if (isCurrent) for (const address of addresses) colleagues.set(address, name);
  for (const [address, name] of users) colleagues.set(address, name);
  const domain = ownDomainOf(account.address);
  return {
    kind: 'forward', colleagues, now: ports.clock.now().toISOString(),
    ownDomains: [...new Set([...matching.internalDomains.flatMap((internal) => asciiDomain(internal) ?? []), ...(domain === '' ? [] : [domain])])],
    receiver: { host: account.imap?.host ?? '', domain, authservId: account.forward.authservId ?? null },
  };
}

/** '' for the address of a mail provider: its other customers are not of the firm. */
function ownDomainOf(address: string): string {
  const normalized = normalizeAddress(address);
  return normalized === null || providerOf(normalized) !== null ? '' : normalized.slice(normalized.lastIndexOf('@') + 1);
}

/** Everybody who may turn out to be a colleague. */
function addressesNamed({ from, to, cc, forwarded, forwardSigns }: Message): string[] {
  const levels = [...(forwarded == null ? [] : [forwarded]), ...(forwardSigns?.deeper ?? [])];
  const people = [...from, ...to, ...cc, ...levels.flatMap((level) => [...level.from, ...level.to, ...level.cc])];
  return [...normalizeAddresses(people), ...(forwardSigns?.redirectedBy ?? []), ...(forwardSigns?.deliveredTo ?? [])];
}
