/** ListStore on the database. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { ListEntry } from '../../../domain/intake/lists';
import type { Clock } from '../../../flow/ports';
import type { ListStore } from '../../../flow/lists/ports';
import { guarded } from '../errors';
import { loadListEntries } from '../list-entries';
import { insertRows, pieces } from '../sql';
import type { DatabaseClient } from '../sql';
import { TABLES, WIDTHS } from '../tables';
import { storable, storableJson, toEpoch, toText } from '../values';
import type { Row } from '../values';

const COLUMNS = ['id', 'kind', 'form', 'value', 'scope', 'account_id', 'user_id', 'note', 'created_by', 'created_at'] as const;
/** The row that changes with every change of the lists, so that each batch of an import looks at one row and not at all entries. */
const VERSION = 'lists-version';

export function createListStore({ knex, client, clock }: { knex: Knex; client: DatabaseClient; clock: Clock }): ListStore {
  let known: { version: string; entries: readonly ListEntry[] } | null = null;
  const versionNow = async (): Promise<string> => toText(((await knex(TABLES.settings).where({ name: VERSION }).first('value')) as Row | undefined)?.value);
  const changing = (change: (trx: Knex.Transaction) => Promise<unknown>): Promise<void> => guarded(() => knex.transaction(async (trx) => {
    const values = { value: storableJson(randomUUID()), updated_at: clock.now().getTime(), updated_by: null };
    await trx(TABLES.settings).insert({ name: VERSION, ...values }).onConflict('name').merge(values);
    await change(trx);
  }));
  return {
    loadAll: () => guarded(async () => {
      const version = await versionNow();
      if (known?.version === version) return known.entries;
      // Read behind the version: what changes in between has a newer version, and is read again.
      known = { version, entries: await loadListEntries(knex) };
      return known.entries;
    }),
    insert: (entries) => changing((trx) => insertRows(trx, client, TABLES.listEntries, COLUMNS, entries.map((entry) => [
      entry.id, entry.kind, entry.form, storable(entry.value, WIDTHS.address), entry.scope, entry.accountId, entry.userId, storable(entry.note, WIDTHS.reason), entry.createdBy, toEpoch(entry.createdAt),
    ]))),
    update: (id, { kind, form, value, note }) => changing((trx) => trx(TABLES.listEntries).where({ id }).update({ kind, form, value: storable(value, WIDTHS.address), note: storable(note, WIDTHS.reason) })),
    remove: (ids) => changing(async (trx) => {
      for (const piece of pieces(ids)) await trx(TABLES.listEntries).whereIn('id', piece).delete();
    }),
  };
}
