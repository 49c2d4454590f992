/** Octets that a transaction leaves over, noted within it, so that no death between it and their end keeps them. */
import type { LeftOctets } from '../../../domain/intake/filing';
import { pieces } from '../sql';
import type { Executor } from '../sql';
import { TABLES } from '../tables';
import { hashMessageId } from './message-rows';

/** Those that are noted already are noted anew: they were stored again, and whoever discards them now must not forget that. */
export async function noteLeft(trx: Executor, left: readonly LeftOctets[], now: Date): Promise<void> {
  const rows = left.map(({ rawKey, identity, messageId }) => ({ raw_key: rawKey, identity, message_id_hash: messageId === null ? null : hashMessageId(messageId), noted_at: now.getTime() }));
  // In one order in every transaction, so that two of them never wait for each other.
  rows.sort((a, b) => (a.raw_key < b.raw_key ? -1 : 1));
  for (const piece of pieces(rows, AT_ONCE)) await trx(TABLES.leftOctets).insert(piece).onConflict('raw_key').merge(['identity', 'message_id_hash', 'noted_at']);
}

/** Rows of one statement. */
const AT_ONCE = 100;
