/** Mail addresses (RFC 5322 section 3.4) and the one form in which they are compared. */

/** Display name and addr-spec as written in the message; `name` is '' when there is none. */
export interface Address {
  name: string;
  address: string;
}

const LOCAL_AND_DOMAIN = /^([^\s@<>"(),:;[\]\\]+|"[^"\r\n]{1,64}")@([^\s@<>"(),:;[\]\\]+|\[[\w:.]{1,64}\])$/u;
const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
/** RFC 5321 section 4.1.3. */
const ADDRESS_LITERAL = new RegExp(`^\\[(?:${OCTET}(?:\\.${OCTET}){3}|IPv6:[\\da-f]{0,4}:[\\da-f:.]{1,45})\\]$`, 'i');

/**
 * The form in which addresses are compared: case folded, the domain in its ASCII (IDNA) form, Unicode composed (NFC).
 * `googlemail.com` and `gmail.com` stay different (S1.7). Returns null for what is not an addr-spec (RFC 5321
 * section 4.1.2), so that a broken header never matches a record.
 */
export function normalizeAddress(address: string): string | null {
  const trimmed = address.trim().replace(/^mailto:/i, '').replace(/^<|>$/g, '');
  if (trimmed.length > 320) return null;
  const found = LOCAL_AND_DOMAIN.exec(trimmed.normalize('NFC'));
  if (!found) return null;
  const domain = asciiDomain(found[2]!.replace(/\.$/, ''));
  return domain === null ? null : `${found[1]!.toLowerCase()}@${domain}`;
}

/** A domain in lower-case ASCII (IDNA 2008 by the URL standard) or an address literal, or null when it is neither. */
export function asciiDomain(domain: string): string | null {
  if (/^[a-z0-9.-]+$/i.test(domain)) {
    return domain.startsWith('.') || domain.includes('..') ? null : domain.toLowerCase();
  }
  if (domain.startsWith('[')) return ADDRESS_LITERAL.test(domain) ? domain.toLowerCase() : null;
  if (/[/?#%[\]]/.test(domain)) return null;
  try {
    const { hostname } = new URL(`http://${domain}`);
    // The URL standard reads digits of any script as an IP address; in mail one stands in brackets.
    return hostname === '' || /^[\d.]+$/.test(hostname) ? null : hostname;
  } catch {
    return null;
  }
}

/** The comparable forms of a list, in order, each once; what is no address is left out. */
export function normalizeAddresses(addresses: readonly Address[]): string[] {
  const seen = new Set<string>();
  for (const { address } of addresses) {
    const normalized = normalizeAddress(address);
    if (normalized !== null) seen.add(normalized);
  }
  return [...seen];
}
