/** SettingsStore on the database. */
import type { Knex } from 'knex';
import type { Clock } from '../../flow/ports';
import type { SettingsStore } from '../../flow/settings';
import { guarded } from './errors';
import { TABLES } from './tables';
import { fromJson, storableJson, toIso, toNullableNumber } from './values';
import type { Row } from './values';

export function createSettingsStore({ knex, clock }: { knex: Knex; clock: Clock }): SettingsStore {
  return {
    load: (name) => guarded(async () => {
      const row = (await knex(TABLES.settings).where({ name }).first()) as Row | undefined;
      return row === undefined ? null : { value: fromJson<unknown>(row.value, {}), updatedAt: toIso(row.updated_at), updatedBy: toNullableNumber(row.updated_by) };
    }),
    save: (name, value, userId) => guarded(async () => {
      const values = { value: storableJson(value), updated_at: clock.now().getTime(), updated_by: userId };
      await knex(TABLES.settings).insert({ name, ...values }).onConflict('name').merge(values);
    }),
  };
}
