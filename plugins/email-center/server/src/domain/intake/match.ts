/** Which records a message belongs to, and why: pure, over the hits of one address look-up. */
import { normalizeAddresses } from '../mail/address';
import type { Address } from '../mail/address';
import type { Envelope } from '../mail/message';
import { formsOf, isInternal } from './address-forms';
import type { AddressHit, LinkReason, MailboxRole, Match, MatchingOptions, MatchRule } from './types';

/** The part of a message that matching reads. */
export type MatchedHeaders = Pick<Envelope, 'from' | 'sender' | 'replyTo' | 'to' | 'cc'>;

interface Source {
  rule: MatchRule;
  addresses: Address[];
}

/** The header fields that count, strongest first: Inbox by its sender, Sent by its recipients (S1.3, S1.6). */
function sources(role: MailboxRole, headers: MatchedHeaders, options: MatchingOptions): Source[] {
  const all: (Source | false)[] =
    role === 'inbox'
      ? [
          { rule: 'inbox-from', addresses: headers.from },
          options.sender && { rule: 'inbox-sender', addresses: headers.sender },
          options.replyTo && { rule: 'inbox-reply-to', addresses: headers.replyTo },
        ]
      : [{ rule: 'sent-to', addresses: headers.to }, options.cc && { rule: 'sent-cc', addresses: headers.cc }];
  return all.filter((source): source is Source => source !== false);
}

/** The addresses of one source that count: those of the own firm do not while the setting says so. */
function counting({ addresses }: Source, options: MatchingOptions): string[] {
  const normalized = normalizeAddresses(addresses);
  return options.internalDomains.length === 0 ? normalized : normalized.filter((address) => !isInternal(address, options));
}

/** The normalised addresses to look up for a message of a mailbox with this role, in every form records may know them; each once. */
export function addressesToMatch(role: MailboxRole, headers: MatchedHeaders, options: MatchingOptions): string[] {
  const found = new Set<string>();
  for (const source of sources(role, headers, options)) {
    for (const address of counting(source, options)) for (const form of formsOf(address, options)) found.add(form.address);
  }
  return [...found];
}

/**
 * The other side of the message: the first From address of received mail, the first To address of sent mail, in the
 * normalised form; null when there is none that is an address.
 */
export function counterpartOf(role: MailboxRole, headers: Pick<Envelope, 'from' | 'to'>): string | null {
  return normalizeAddresses(role === 'inbox' ? headers.from : headers.to)[0] ?? null;
}

/** Hits of one or many messages, by address, so that matching a batch does not walk all hits for each message. */
export function groupHits(hits: readonly AddressHit[]): Map<string, AddressHit[]> {
  const byAddress = new Map<string, AddressHit[]>();
  for (const hit of hits) {
    const known = byAddress.get(hit.address);
    if (known) known.push(hit);
    else byAddress.set(hit.address, [hit]);
  }
  return byAddress;
}

/**
 * Every record that knows one of the addresses that count, on all record types, each once with all its reasons
 * (S1.3, X4). Strongest rule first. Addresses compare in their normalised form and otherwise as written (S1.7), unless an
 * option holds other forms for the same; the reason then names the form the record knows.
 */
export function matchMessage(
  role: MailboxRole,
  headers: MatchedHeaders,
  options: MatchingOptions,
  hits: ReadonlyMap<string, readonly AddressHit[]>,
): Match[] {
  const matches = new Map<string, Match>();
  for (const source of sources(role, headers, options)) {
    for (const address of counting(source, options)) {
      for (const form of formsOf(address, options)) {
        const differs = form.as === undefined ? {} : { as: form.as, knownAs: form.address };
        for (const hit of hits.get(form.address) ?? []) addReason(matches, hit, { rule: source.rule, address, field: hit.field, enteredAt: hit.enteredAt, ...differs });
      }
    }
  }
  return [...matches.values()];
}

function addReason(matches: Map<string, Match>, hit: AddressHit, reason: LinkReason): void {
  const key = recordKey(hit);
  const match = matches.get(key);
  if (!match) {
    matches.set(key, { recordType: hit.recordType, recordId: hit.recordId, reasons: [reason] });
    return;
  }
  const known = match.reasons.some((other) => other.rule === reason.rule && other.address === reason.address && other.field === reason.field);
  if (!known) match.reasons.push(reason);
}

/** One text per record, to compare and collect records by. */
export function recordKey(record: { recordType: string; recordId: string }): string {
  return `${record.recordType} ${record.recordId}`;
}
