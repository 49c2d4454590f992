/** LeftOctetsStore on the database. */
import type { Knex } from 'knex';
import type { LeftOctetsStore } from '../../flow/left-octets/ports';
import { guarded } from './errors';
import { pieces } from './sql';
import type { DatabaseClient, Executor } from './sql';
import { TABLES } from './tables';
import { fromJson, toNullableText, toNumber, toText } from './values';
import type { Row } from './values';

export function createLeftOctetsStore({ knex, client }: { knex: Knex; client: DatabaseClient }): LeftOctetsStore {
  // What refers to octets may move from one table to another between two statements: hidden and shown again, quarantined and read after all.
  const atOnce = client === 'sqlite' ? {} : { isolationLevel: 'repeatable read' as const };
  return {
    loadNoted: (before, limit) => guarded(() => knex.transaction(async (trx) => {
      const rows = (await trx(TABLES.leftOctets).where('noted_at', '<', before).orderBy('noted_at').limit(limit).select('raw_key', 'identity', 'message_id_hash')) as Row[];
      const used = rows.length === 0 ? new Set() : await keysInUse(trx, rows);
      return rows.map((row) => ({ rawKey: toText(row.raw_key), isUsed: used.has(toText(row.raw_key)) }));
    }, atOnce)),
    postpone: (rawKeys, notedAt) => guarded(async () => {
      for (const piece of pieces(rawKeys)) await knex(TABLES.leftOctets).whereIn('raw_key', piece).update({ noted_at: notedAt });
    }),
    forget: (rawKeys, before) => guarded(async () => {
      for (const piece of pieces(rawKeys)) await knex(TABLES.leftOctets).whereIn('raw_key', piece).where('noted_at', '<', before).delete();
    }),
  };
}

/** Keys of no table are indexed: whatever refers to octets is found by the identity or the Message-ID of the message they are. */
async function keysInUse(knex: Executor, rows: readonly Row[]): Promise<Set<string>> {
  const hashes = rows.map((row) => toNullableText(row.message_id_hash)).filter((hash) => hash !== null);
  const messages = new Map<number, string>();
  const keys: string[] = [];
  for (const [column, values] of [['identity', rows.map((row) => toText(row.identity))], ['message_id_hash', hashes]] as const) {
    for (const piece of pieces(values)) {
      for (const row of (await knex(TABLES.messages).whereIn(column, piece).select('id', 'raw_key')) as Row[]) messages.set(toNumber(row.id), toText(row.raw_key));
    }
  }
  keys.push(...messages.values());
  for (const piece of pieces([...messages.keys()])) {
    keys.push(...(await knex(TABLES.deliveries).whereIn('message_id', piece).pluck('raw_key')).map(toText));
    const hidden = (await knex(TABLES.hiddenDeliveries).whereIn('message_id', piece).pluck('delivery')) as unknown[];
    keys.push(...hidden.map((delivery) => fromJson<{ raw_key?: string }>(delivery, {}).raw_key ?? ''));
  }
  for (const piece of pieces(hashes)) keys.push(...(await knex(TABLES.outbox).whereIn('message_id_hash', piece).pluck('raw_key')).map(toText));
  // Of a message that could not be read nothing else is known; there are few of them.
  for (const piece of pieces(rows.map((row) => toText(row.raw_key)))) keys.push(...(await knex(TABLES.sightings).where({ outcome: 'quarantined' }).whereIn('raw_key', piece).pluck('raw_key')).map(toText));
  return new Set(keys);
}
