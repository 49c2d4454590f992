/** The further addresses a message is found by, beside its counterpart. Pure. */
import { normalizeAddress } from '../mail/address';
import type { Envelope } from '../mail/message';
import type { CorrespondentRow, SightingRow } from './filing';
import type { MailboxRole } from './types';

/** Addresses kept of one message, so that a mailing to thousands does not fill the table. */
export const CORRESPONDENTS_KEPT = 100;

/** The header fields that name correspondents. */
export type NamingHeaders = Pick<Envelope, 'from' | 'to' | 'cc' | 'bcc'>;

/**
 * The normalised From, To and Cc addresses, and Bcc of sent mail, without those in `leftOut`; at most 100, in that order.
 * Bcc of received mail is left out: it is not for the recipients to know (RFC 5322 section 3.6.3).
 */
export function correspondentsOf(role: MailboxRole, headers: NamingHeaders, leftOut: ReadonlySet<string | null>): string[] {
  const found = new Set<string>();
  for (const field of [headers.from, headers.to, headers.cc, role === 'sent' ? headers.bcc : []]) {
    for (const { address } of field) {
      if (found.size === CORRESPONDENTS_KEPT) return [...found];
      const normalized = normalizeAddress(address);
      if (normalized !== null && !leftOut.has(normalized)) found.add(normalized);
    }
  }
  return [...found];
}

/**
 * The rows for one ledger row. The counterpart is found by the ledger row itself, and the account's own address would
 * name every message of the account; so most messages need no row at all.
 */
export function correspondentRows(
  sighting: SightingRow, headers: NamingHeaders, context: { role: MailboxRole; ownAddress: string | null; receivedAt: string | null },
): CorrespondentRow[] {
  const { uid, uidValidity, identity } = sighting;
  return correspondentsOf(context.role, headers, new Set([sighting.counterpart, context.ownAddress]))
    .map((address) => ({ uid, uidValidity, identity, receivedAt: context.receivedAt, address }));
}
