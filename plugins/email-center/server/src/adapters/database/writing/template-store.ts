/** TemplateStore on the database. */
import type { Knex } from 'knex';
import type { Clock } from '../../../flow/ports';
import type { StoredTemplate, TemplateStore } from '../../../flow/writing/ports';
import { guarded } from '../errors';
import { TABLES } from '../tables';
import { storable, toBoolean, toEpoch, toIso, toNullableText, toNumber, toText } from '../values';
import type { Row } from '../values';

/** A person chooses from a list; nobody reads more. */
const SHOWN = 500;

export function createTemplateStore({ knex, clock }: { knex: Knex; clock: Clock }): TemplateStore {
  return {
    list: (userId) => guarded(async () => {
      const rows = (await knex(TABLES.templates).where({ owner_id: userId }).orWhere({ shared: 1 }).orderBy([{ column: 'name' }, { column: 'id' }]).limit(SHOWN)) as Row[];
      return rows.map(toTemplate);
    }),
    load: (id) => guarded(async () => {
      const row = (await knex(TABLES.templates).where({ id }).first()) as Row | undefined;
      return row === undefined ? null : toTemplate(row);
    }),
    save: ({ id, ownerId, name, subject, html, shared, recordType, updatedAt }) => guarded(async () => {
      const values = { name: storable(name, 100), subject: storable(subject, 500), html: storable(html, 2_000_000), shared: Number(shared), record_type: recordType, updated_at: toEpoch(updatedAt) };
      const changed = await knex(TABLES.templates).where({ id }).update(values);
      if (Number(changed) === 0) await knex(TABLES.templates).insert({ id, owner_id: ownerId, created_at: clock.now().getTime(), ...values });
    }),
    remove: (id) => guarded(async () => void (await knex(TABLES.templates).where({ id }).delete())),
  };
}

function toTemplate(row: Row): StoredTemplate {
  return {
    id: toText(row.id), ownerId: toNumber(row.owner_id), name: toText(row.name), subject: toText(row.subject), html: toText(row.html), shared: toBoolean(row.shared),
    recordType: toNullableText(row.record_type), updatedAt: toIso(row.updated_at),
  };
}
