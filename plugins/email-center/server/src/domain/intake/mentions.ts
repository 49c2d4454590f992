/** The addresses a case names, to find the records it is about. Pure. */
import { normalizeAddress, normalizeAddresses } from '../mail/address';
import type { Message } from '../mail/message';
import type { AddressHit, Match } from './types';
import { recordKey } from './match';

/** Addresses looked up for one case, so that a pasted list of thousands does not link it to everybody. */
export const MENTIONS_KEPT = 50;

export type MentioningMessage = Pick<Message, 'from' | 'to' | 'cc' | 'replyTo' | 'text'>;

const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;
const LOCAL = /[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;

/**
 * The normalised addresses of recipients, of Reply-To and in the text, in that order, each once and at most `limit`; without
 * the sender's and those in `leftOut` (the intake account's own, and the sending employee's).
 */
export function mentionedAddresses(message: MentioningMessage, leftOut: ReadonlySet<string>, limit = MENTIONS_KEPT): string[] {
  const own = new Set([...leftOut, ...normalizeAddresses(message.from)]);
  const found = new Set<string>();
  for (const address of allAddresses(message)) {
    if (found.size === limit) break;
    if (!own.has(address)) found.add(address);
  }
  return [...found];
}

function* allAddresses({ to, cc, replyTo, text }: MentioningMessage): Generator<string> {
  yield* normalizeAddresses([...to, ...cc, ...replyTo]);
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const address = addressAround(text, at);
    if (address !== null) yield address;
  }
}

/** From the @ outwards and never further than an address is long, so that no text costs more than its length. */
function addressAround(text: string, at: number): string | null {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && LOCAL.test(text[start - 1]!)) start -= 1;
  let end = at + 1;
  while (end < text.length && end - at <= MAX_DOMAIN && DOMAIN.test(text[end]!)) end += 1;
  // A sentence may end behind an address, and quotes or markup may stand around it.
  const local = text.slice(start, at).replace(/^[^\p{L}\p{N}]+/u, '');
  const domain = text.slice(at + 1, end).replace(/[.-]+$/, '');
  return local !== '' && domain.includes('.') ? normalizeAddress(`${local}@${domain}`) : null;
}

/** The records that know one of the addresses a case names, but none of `leftOut` (the sending employee's own). */
export function matchMentions(addresses: readonly string[], hits: ReadonlyMap<string, readonly AddressHit[]>, leftOut: ReadonlySet<string>): Match[] {
  const matches = new Map<string, Match>();
  for (const address of addresses) {
    for (const { recordType, recordId, field, enteredAt } of hits.get(address) ?? []) {
      const key = recordKey({ recordType, recordId });
      if (leftOut.has(key)) continue;
      const match = matches.get(key) ?? { recordType, recordId, reasons: [] };
      match.reasons.push({ rule: 'case-mention', address, field, enteredAt });
      matches.set(key, match);
    }
  }
  return [...matches.values()];
}
