/** To whom an answer goes. */
import { normalizeAddress, type Address } from '../mail/address';
import type { Automatic } from '../mail/message';

export interface Original {
  direction: 'incoming' | 'outgoing';
  from: Address | null;
  replyTo: readonly Address[];
  to: readonly Address[];
  cc: readonly Address[];
  automatic: Automatic['kind'];
}

export interface Recipients {
  to: Address[];
  cc: Address[];
}

/**
 * Reply-To goes before From (RFC 5322 section 3.6.2), except where a mailing list put itself there: a reply goes to the author,
 * a reply to all to the list, too. To all means the author and everybody in To and Cc, in these roles, each once, without `own`
 * addresses. What one sent oneself is answered to those it went to.
 */
export function replyRecipients(original: Original, own: readonly string[], toAll: boolean): Recipients {
  const isOwn = ownership(own);
  if (original.direction === 'outgoing' || (original.from !== null && isOwn(original.from))) return toSame(original, isOwn, toAll);
  const author = authorOf(original, isOwn);
  if (!toAll) return { to: distinct(author), cc: [] };
  const others = (addresses: readonly Address[]): Address[] => addresses.filter((address) => !isOwn(address));
  const list = original.automatic === 'list' ? others(original.replyTo) : [];
  const to = distinct([...author, ...others(original.to), ...list]);
  return { to, cc: without(distinct(others(original.cc)), to) };
}

function toSame({ to, cc, from }: Original, isOwn: (address: Address) => boolean, toAll: boolean): Recipients {
  const others = (addresses: readonly Address[]): Address[] => distinct(addresses.filter((address) => !isOwn(address)));
  const [first, second] = [others(to), others(cc)];
  // A note to oneself is answered to oneself.
  if (first.length + second.length === 0) return { to: distinct(to.length > 0 ? to : from === null ? [] : [from]), cc: [] };
  if (first.length === 0) return { to: second, cc: [] };
  return { to: first, cc: toAll ? without(second, first) : [] };
}

function authorOf({ from, replyTo, to, cc, automatic }: Original, isOwn: (address: Address) => boolean): Address[] {
  const sender = from === null ? [] : [from];
  const addressed = new Set([...to, ...cc].flatMap((address) => keyOf(address) ?? []));
  const wanted = replyTo.filter((address) => !isOwn(address) && !(automatic === 'list' && addressed.has(keyOf(address) ?? '')));
  return wanted.length > 0 ? [...wanted] : sender;
}

const keyOf = ({ address }: Address): string | null => normalizeAddress(address);

/** A detail behind a plus sign is the same mailbox (RFC 5233), where it is one's own. */
function ownership(own: readonly string[]): (address: Address) => boolean {
  const withoutDetail = (address: string): string => address.replace(/\+[^@]*@/, '@');
  const keys = new Set(own.flatMap((address) => normalizeAddress(address) ?? []).map(withoutDetail));
  return (address) => {
    const key = keyOf(address);
    return key !== null && keys.has(withoutDetail(key));
  };
}

/** Each once, in any spelling; a name is taken from whichever has one; what is no address is left out. */
export function distinct(addresses: readonly Address[]): Address[] {
  const byKey = new Map<string, Address>();
  for (const address of addresses) {
    const key = keyOf(address);
    if (key === null) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { name: address.name, address: address.address });
    else if (known.name === '') known.name = address.name;
  }
  return [...byKey.values()];
}

function without(addresses: readonly Address[], taken: readonly Address[]): Address[] {
  const keys = new Set(taken.map(keyOf));
  return addresses.filter((address) => !keys.has(keyOf(address)));
}

/** Addresses nobody reads, as programs use them. */
const NOBODY = /^(?:(?:no|non?t?|do[-_.]?not|don[-_.]?t|never|nicht|keine?|geen|niet|ne[-_.]?pas|no[-_.]?responder)[-_.]?(?:reply|replay|response|antwort\w{0,5}|beantwort\w{0,5}|antwoord\w{0,5}|repondre|responder|rispondere)|noreply|mailer-daemon|postmaster|bounces?|nobody)(?:[-_.+].{0,60})?$/i;

/** Whether nobody reads what is sent there, as far as the address tells. */
export function readByNobody(address: string): boolean {
  return NOBODY.test(address.slice(0, Math.max(0, address.lastIndexOf('@'))).normalize('NFKD').replace(/\p{M}/gu, ''));
}

/** Whether a program wrote it, so that nobody waits for an answer. What came by a mailing list was written by a person. */
export function writtenByProgram(kind: Automatic['kind']): boolean {
  return kind !== 'none' && kind !== 'list';
}
