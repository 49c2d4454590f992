/** The forms in which records may know an address of a message: as written, and as far as the settings hold others for the same (S1.7). */
import type { Equality, MatchingOptions } from './types';

export type FormOptions = Pick<MatchingOptions, 'equivalentDomains' | 'plusAddressing' | 'internalDomains'>;

export interface AddressForm {
  /** Normalised. */
  address: string;
  /** Undefined: as written. */
  as?: Equality;
}

interface Compiled {
  /** The other domains held for the same as this one. */
  equivalents: ReadonlyMap<string, readonly string[]>;
  internal: ReadonlySet<string>;
}

/** Options stay the same for a whole run, so that they are looked through once and not for each message. */
const compiled = new WeakMap<FormOptions, Compiled>();

function compile(options: FormOptions): Compiled {
  const known = compiled.get(options);
  if (known) return known;
  const groups = new Map<string, Set<string>>();
  for (const group of options.equivalentDomains) {
    // A domain that stands in two groups joins them.
    const joined = new Set([...group, ...group.flatMap((domain) => [...(groups.get(domain) ?? [])])]);
    for (const domain of joined) groups.set(domain, joined);
  }
  const equivalents = new Map([...groups].map(([domain, group]) => [domain, [...group].filter((other) => other !== domain)]));
  const made = { equivalents, internal: new Set(options.internalDomains) };
  compiled.set(options, made);
  return made;
}

/** Whether the address is one of the own firm's, which are no counterparts while the setting says so. Exactly these domains, without subdomains. */
export function isInternal(address: string, options: FormOptions): boolean {
  return options.internalDomains.length > 0 && compile(options).internal.has(domainOf(address));
}

/** The forms to look up for an address of a message, as written first; with all options off there is only that one. */
export function formsOf(address: string, options: FormOptions): AddressForm[] {
  const forms: AddressForm[] = [{ address }];
  if (!options.plusAddressing && options.equivalentDomains.length === 0) return forms;
  const [local, domain] = [localOf(address), domainOf(address)];
  const others = compile(options).equivalents.get(domain) ?? [];
  for (const other of others) forms.push({ address: `${local}@${other}`, as: 'equivalent-domain' });
  const base = options.plusAddressing ? withoutDetail(local) : null;
  if (base === null) return forms;
  forms.push({ address: `${base}@${domain}`, as: 'plus' });
  for (const other of others) forms.push({ address: `${base}@${other}`, as: 'plus-and-equivalent-domain' });
  return forms;
}

/** What messages may name so that a record that knows this address is found: the same rules, read from the record's side. */
export interface NamedForms {
  /** Looked up as they are. */
  addresses: string[];
  /** With plus-addressing: `local+`, followed by anything, at one of these domains. Null when the setting is off. */
  detailed: { prefix: string; domains: string[] } | null;
}

export function formsNaming(known: string, options: FormOptions): NamedForms {
  const [local, domain] = [localOf(known), domainOf(known)];
  const domains = [domain, ...(compile(options).equivalents.get(domain) ?? [])];
  return { addresses: domains.map((other) => `${local}@${other}`), detailed: options.plusAddressing ? { prefix: `${local}+`, domains } : null };
}

/** The local part before its first plus (RFC 5233 calls the rest the detail); null when there is no plus, or nothing before it. */
function withoutDetail(local: string): string | null {
  if (local.startsWith('"')) return null;
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : null;
}

function localOf(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
