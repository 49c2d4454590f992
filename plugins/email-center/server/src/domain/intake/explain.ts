/** "Why is this not linked?": which addresses of a message were looked up, and which were left out and why (X4). Pure. */
import { normalizeAddresses } from '../mail/address';
import type { Address } from '../mail/address';
import type { Envelope } from '../mail/message';
import { formsOf, isInternal } from './address-forms';
import { caseMentions, type KnownEmployee } from './late-match';
import { failedAddresses } from './match-bounce';
import { readCopy } from './read-copy';
import type { StoredMail } from './stored-mail';
import type { MailboxRole, MatchingOptions, MatchRule } from './types';

export interface LookedUp {
  address: string;
  /** The header field it stands in, by the rule it would have made. */
  rule: MatchRule;
  /** Further forms in which records may know it. */
  forms: string[];
}

export interface LeftOut {
  address: string;
  rule: MatchRule;
  /**
   * option-off: the header field does not count; internal: an address of the own firm; unassigned: mail of an intake account that is
   * nobody's yet; needs-look: somebody has to say whose message it is first.
   */
  why: 'option-off' | 'internal' | 'unassigned' | 'needs-look';
}

export interface Lookup {
  lookedUp: LookedUp[];
  leftOut: LeftOut[];
}

interface Field {
  rule: MatchRule;
  addresses: Address[];
  counts: boolean;
}

/** What matching does with the message by today's options, for each mailbox it is in; each address of a field once. */
export function explainLookup(mail: Pick<StoredMail, 'copies' | 'headers' | 'automatic'>, options: MatchingOptions, employees: readonly KnownEmployee[]): Lookup {
  const lookup: Lookup = { lookedUp: [], leftOut: [] };
  const copies = mail.copies.flatMap((copy) => readCopy(mail, copy));
  for (const copy of copies) {
    if (copy.kind === 'case') addExact(lookup, 'case-mention', caseMentions(copy, employees));
    if (copy.kind !== 'mail') continue;
    for (const field of fieldsOf(copy.read.role, copy.read.headers, options)) addField(lookup, field, options);
    addExact(lookup, 'bounced', failedAddresses(mail.automatic));
  }
  for (const copy of copies) if (copy.kind === 'nothing') addUnread(lookup, mail.headers.from, copy.why);
  return lookup;
}

function fieldsOf(role: MailboxRole, headers: Envelope, options: MatchingOptions): Field[] {
  return role === 'inbox'
    ? [
        { rule: 'inbox-from', addresses: headers.from, counts: true },
        { rule: 'inbox-sender', addresses: headers.sender, counts: options.sender },
        { rule: 'inbox-reply-to', addresses: headers.replyTo, counts: options.replyTo },
      ]
    : [{ rule: 'sent-to', addresses: headers.to, counts: true }, { rule: 'sent-cc', addresses: headers.cc, counts: options.cc }];
}

function addField({ lookedUp, leftOut }: Lookup, { rule, addresses, counts }: Field, options: MatchingOptions): void {
  for (const address of normalizeAddresses(addresses)) {
    // An address that another field brought into the look-up already is not left out.
    if (lookedUp.some((known) => known.address === address)) continue;
    if (isInternal(address, options)) leftOut.push({ address, rule, why: 'internal' });
    else if (!counts) leftOut.push({ address, rule, why: 'option-off' });
    else lookedUp.push({ address, rule, forms: formsOf(address, options).slice(1).map((form) => form.address) });
  }
}

/** As written and without further forms: addresses that are named, and not written from or to. */
function addExact({ lookedUp }: Lookup, rule: MatchRule, addresses: readonly string[]): void {
  for (const address of addresses) if (!lookedUp.some((known) => known.address === address)) lookedUp.push({ address, rule, forms: [] });
}

function addUnread({ lookedUp, leftOut }: Lookup, from: readonly Address[], why: LeftOut['why']): void {
  for (const address of normalizeAddresses(from)) {
    if (![...lookedUp, ...leftOut].some((known) => known.address === address)) leftOut.push({ address, rule: 'inbox-from', why });
  }
}
