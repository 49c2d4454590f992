/** UnassignedCases on the database: one index range, and of its rows those from the senders asked for. */
import type { Knex } from 'knex';
import type { Address } from '../../../domain/mail/address';
import type { UnassignedCases, UnassignedItem } from '../../../flow/routing/ports';
import { guarded } from '../errors';
import { pieces } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { fromJson, toDate, toEpoch, toNumber, toReasons, toText } from '../values';
import type { Row } from '../values';

/** Unassigned messages looked at for one answer, newest first; beyond them the numbers say "at least". */
const WINDOW = 5_000;
const SHOWN = 50;

const NOBODYS = { kind: 'case', state: 'open', handler_id: 0, offered: 0 } as const;

export function createUnassignedCases(knex: Knex): UnassignedCases {
  return {
    preview: (senders, since) => guarded(async () => {
      const rows = (await knex(TABLES.work).where(NOBODYS).andWhere('received_at', '>=', toEpoch(since))
        .orderBy([{ column: 'received_at', order: 'desc' }, { column: 'message_id', order: 'desc' }]).limit(WINDOW).select('message_id', 'reason', 'reasons')) as Row[];
      const theirs = await idsFrom(knex, senders, rows.map((row) => toNumber(row.message_id)));
      const affected = rows.filter((row) => theirs.has(toNumber(row.message_id)));
      return { total: rows.length, routed: affected.length, items: await describe(knex, affected.slice(0, SHOWN)) };
    }),
    findFrom: (senders, limit) => guarded(async () => {
      const rows = (await knex(TABLES.work).where(NOBODYS).orderBy([{ column: 'received_at' }, { column: 'message_id' }]).limit(WINDOW).select('id', 'message_id')) as Row[];
      const theirs = await idsFrom(knex, senders, rows.map((row) => toNumber(row.message_id)));
      return rows.filter((row) => theirs.has(toNumber(row.message_id))).slice(0, limit).map((row) => toText(row.id));
    }),
  };
}

/** Of these messages those that came from one of the senders. */
async function idsFrom(knex: Knex, senders: readonly string[], ids: readonly number[]): Promise<Set<number>> {
  const found = new Set<number>();
  if (senders.length === 0) return found;
  const stored = senders.map((sender) => sender.slice(0, WIDTHS.string));
  for (const piece of pieces(ids)) {
    for (const id of await knex(TABLES.messages).whereIn('id', piece).whereIn('counterpart', stored).pluck('id')) found.add(toNumber(id));
  }
  return found;
}

async function describe(knex: Knex, work: readonly Row[]): Promise<UnassignedItem[]> {
  const rows = (await knex(TABLES.messages).whereIn('id', work.map((row) => toNumber(row.message_id))).select('id', 'document_id', 'subject', 'from', 'received_at')) as Row[];
  const byId = new Map(rows.map((row) => [toNumber(row.id), row]));
  return work.flatMap((row) => {
    const message = byId.get(toNumber(row.message_id));
    if (message === undefined) return [];
    return [{
      messageId: toText(message.document_id), subject: toText(message.subject), from: fromJson<Address[]>(message.from, [])[0] ?? null,
      receivedAt: toDate(message.received_at).toISOString(), reason: toText(row.reason), reasons: toReasons(row.reasons),
    }];
  });
}
